import { expect, test } from 'vitest';
import type { JobShelf, KeptJob } from '../../src/jobs/job-shelf';

const job: KeptJob = {
  id: 'job_1',
  since: 1000,
  ended: undefined,
  status: 'queued',
  starts: 0,
  lasting: false,
  order: { model: 'whisper-base', words: ['a', 'b'] },
  outcome: undefined,
};
const recording = new Blob(['RIFF'], { type: 'audio/wav' });

/** What every place for jobs has to do. `open` gives an empty one. */
export function testJobShelf(open: () => JobShelf, { lasting }: { lasting: boolean }): void {
  test('gives back what lies there, and says whether it lasts', async () => {
    const shelf = open();
    expect(await shelf.list()).toEqual([]);
    const here = { ...job, lasting };
    expect(await shelf.add(job, recording)).toEqual(here);
    await shelf.add({ ...job, id: 'job_2' }, recording);
    expect(await shelf.get('job_1')).toEqual(here);
    expect((await shelf.list()).map(({ id }) => id).sort()).toEqual(['job_1', 'job_2']);
    expect(await (await shelf.recording('job_1'))?.text()).toBe('RIFF');
    expect(await shelf.get('job_3')).toBeUndefined();
    expect(await shelf.recording('job_3')).toBeUndefined();
  });

  test('changes one job, where it lies', async () => {
    const shelf = open();
    await shelf.add(job, recording);
    const more = (job: KeptJob) => void job.starts++;
    await Promise.all([shelf.change('job_1', more), shelf.change('job_1', more)]);
    expect((await shelf.change('job_1', more))?.starts).toBe(3);
    expect((await shelf.get('job_1'))?.starts).toBe(3);
    expect(await shelf.change('job_3', more)).toBeUndefined();
    const found = await shelf.get('job_1');
    if (found) more(found);
    expect((await shelf.get('job_1'))?.starts).toBe(3);
  });

  test('keeps a recording until its job has ended', async () => {
    const shelf = open();
    await shelf.add(job, recording);
    await shelf.change('job_1', (job) => (job.status = 'processing'));
    expect(await shelf.recording('job_1')).toBeDefined();
    await shelf.change('job_1', (job) => (job.ended = 2000));
    expect(await shelf.recording('job_1')).toBeUndefined();
    expect(await shelf.get('job_1')).toMatchObject({ ended: 2000 });
  });

  test('keeps the parts of a job in their order, until it has ended', async () => {
    const shelf = open();
    await shelf.add(job, recording);
    await shelf.add({ ...job, id: 'job_10' }, recording);
    expect(await shelf.parts('job_1')).toEqual([]);
    const parts = Array.from({ length: 12 }, (_, i) => ({ heard: [`${i}`] }));
    for (const [number, part] of parts.entries()) await shelf.keep('job_1', number, part);
    await shelf.keep('job_10', 0, 'another’s');
    expect(await shelf.parts('job_1')).toEqual(parts);
    expect((await shelf.list()).map(({ id }) => id).sort()).toEqual(['job_1', 'job_10']);
    await shelf.change('job_1', (job) => (job.ended = 2000));
    expect(await shelf.parts('job_1')).toEqual([]);
    await shelf.keep('job_1', 12, 'late');
    await shelf.keep('job_3', 0, 'nobody’s');
    expect([await shelf.parts('job_1'), await shelf.parts('job_3')]).toEqual([[], []]);
    expect(await shelf.parts('job_10')).toEqual(['another’s']);
  });

  test('drops a job with its recording and its parts', async () => {
    const shelf = open();
    await shelf.add(job, recording);
    await shelf.keep('job_1', 0, 'a part');
    await shelf.drop('job_1');
    expect(await shelf.get('job_1')).toBeUndefined();
    expect(await shelf.recording('job_1')).toBeUndefined();
    expect(await shelf.parts('job_1')).toEqual([]);
    expect(await shelf.list()).toEqual([]);
  });
}
