import { afterEach, describe, expect, test, vi } from 'vitest';
import { createKeptJobs, jobKeptFor, outcomeKeptFor } from '../../../src/jobs/kept-jobs';
import { createMemoryJobShelf, withMemory, type JobShelf } from '../../../src/jobs/job-shelf';
import { testJobShelf } from '../../contracts/job-shelf';

describe('the memory', () => testJobShelf(createMemoryJobShelf, { lasting: false }));

afterEach(() => vi.restoreAllMocks());

const recording = new Blob(['RIFF']);

/** A thread that works through the jobs of a shelf; each waits until `go` is called. */
function open(shelf: JobShelf = createMemoryJobShelf(), create = createKeptJobs) {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const begun: string[] = [];
  const stopped: string[] = [];
  const clock = { time: 0 };
  const jobs = create<string, string>({
    shelf,
    prefix: 'job_',
    async work(order, recording, log, signal) {
      begun.push([order, ...log.parts].join(' '));
      if (order === 'keeps') await log.keep(`part ${log.parts.length}`);
      signal.addEventListener('abort', () => stopped.push(order));
      await gate;
      signal.throwIfAborted();
      if (order === 'fails') throw new Error('It failed.');
      return `${order}: ${await recording.text()}`;
    },
    fail: (failure) => String(failure),
    now: () => clock.time,
  });
  const ended = (id: string) =>
    vi.waitFor(async () => {
      const job = await jobs.get(id);
      expect(job?.status).toBe('ended');
      return job;
    });
  return { jobs, begun, stopped, clock, go, ended };
}

test('jobs are done one at a time, in their order, and a failure is an outcome', async () => {
  const { jobs, begun, go, ended } = open();
  const added = [await jobs.add('fails', recording), await jobs.add('b', recording)];
  await vi.waitFor(() => expect(begun).toEqual(['fails']));
  expect((await jobs.get(added[0]!.id))?.status).toBe('processing');
  expect((await jobs.get(added[1]!.id))?.status).toBe('queued');
  go();
  expect((await ended(added[0]!.id))?.outcome).toBe('Error: It failed.');
  expect((await ended(added[1]!.id))?.outcome).toBe('b: RIFF');
});

test('an outcome is kept for an hour after its end', async () => {
  const { jobs, clock, go, ended } = open();
  const { id } = await jobs.add('a', recording);
  clock.time = 3 * outcomeKeptFor;
  go();
  await ended(id);
  clock.time += outcomeKeptFor - 1;
  expect(await jobs.get(id)).toBeDefined();
  clock.time += 1;
  expect(await jobs.get(id)).toBeUndefined();
});

test('a job that has not ended after a day is stopped', async () => {
  const { jobs, clock, begun, stopped } = open();
  const { id } = await jobs.add('a', recording);
  await vi.waitFor(() => expect(begun).toEqual(['a']));
  clock.time = jobKeptFor;
  expect(await jobs.get(id)).toBeUndefined();
  expect(stopped).toEqual(['a']);
});

test('of a hundred, those that have ended give way; those that have not do not', async () => {
  const { jobs, go, ended } = open();
  const ids: string[] = [];
  for (let i = 0; i < 100; i++) ids.push((await jobs.add(`${i}`, recording)).id);
  await expect(jobs.add('100', recording)).rejects.toThrow(/100 recordings wait/);
  await jobs.cancel(ids[7]!);
  await vi.waitFor(async () => ids.push((await jobs.add('100', recording)).id));
  expect(await jobs.get(ids[7]!)).toBeUndefined();
  expect(await jobs.get(ids[0]!)).toBeDefined();
  go();
  await ended(ids.at(-1)!);
});

test('a cancelled job stops, whether it waits or not, and stays cancelled', async () => {
  const { jobs, begun, stopped, go } = open();
  const [first, second] = [await jobs.add('a', recording), await jobs.add('b', recording)];
  await vi.waitFor(() => expect(begun).toEqual(['a']));
  expect((await jobs.cancel(second.id))?.status).toBe('cancelled');
  expect((await jobs.cancel(first.id))?.status).toBe('cancelled');
  expect(stopped).toEqual(['a']);
  go();
  const third = await jobs.add('c', recording);
  await vi.waitFor(async () => expect((await jobs.get(third.id))?.status).toBe('ended'));
  expect(begun).toEqual(['a', 'c']);
  expect((await jobs.get(first.id))?.status).toBe('cancelled');
  expect((await jobs.cancel(third.id))?.status).toBe('ended');
});

/** As an earlier thread left it: without Web Locks nothing tells that it is still there. */
async function leftBehind(shelf: JobShelf, order: string): Promise<string> {
  const earlier = open(shelf);
  const { id } = await earlier.jobs.add(order, recording);
  await vi.waitFor(async () => expect((await shelf.get(id))?.status).toBe('processing'));
  return id;
}

/** Each thread has locks of its own here, so that the earlier one counts as gone. */
async function openNext(shelf: JobShelf) {
  vi.resetModules();
  const { createKeptJobs } = await import('../../../src/jobs/kept-jobs');
  return open(shelf, createKeptJobs);
}

test('fifty that come at once are done in their order, also by the next thread', async () => {
  const shelf = createMemoryJobShelf();
  const names = Array.from({ length: 50 }, (_, i) => `${i}`);
  const { jobs, begun } = open(shelf);
  const added = await Promise.all(names.map((name) => jobs.add(name, recording)));
  expect(new Set(added.map(({ id }) => id)).size).toBe(50);
  await vi.waitFor(() => expect(begun).toEqual(['0']));
  const shuffled = { ...shelf, list: async () => (await shelf.list()).reverse() };
  const next = await openNext(shuffled);
  next.go();
  await next.ended(added[49]!.id);
  expect(next.begun).toEqual(names);
});

describe('the next thread', () => {
  test('has what was kept of a job, whose starts are counted from there', async () => {
    const shelf = createMemoryJobShelf();
    const id = await leftBehind(shelf, 'keeps');
    await vi.waitFor(async () => expect(await shelf.parts(id)).toEqual(['part 0']));
    await shelf.change(id, (job) => (job.starts = 4));
    const { begun } = await openNext(shelf);
    await vi.waitFor(async () => expect(await shelf.parts(id)).toHaveLength(2));
    expect(begun).toEqual(['keeps part 0']);
    await vi.waitFor(async () => expect((await shelf.get(id))?.starts).toBe(1));
    const { go, ended } = await openNext(shelf);
    go();
    await ended(id);
    expect(await shelf.parts(id)).toEqual([]);
  });

  test('goes on with what was left undone, before what is new', async () => {
    const shelf = createMemoryJobShelf();
    const id = await leftBehind(shelf, 'a');
    const { jobs, begun, go, ended } = await openNext(shelf);
    const { id: next } = await jobs.add('b', recording);
    go();
    await ended(next);
    expect(begun).toEqual(['a', 'b']);
    expect(await jobs.get(id)).toMatchObject({ status: 'ended', outcome: 'a: RIFF', starts: 2 });
  });

  test('gives a job up that brought five threads down, or has no recording any more', async () => {
    const shelf = createMemoryJobShelf();
    const often = await leftBehind(shelf, 'a');
    await shelf.change(often, (job) => (job.starts = 5));
    const bare = await leftBehind({ ...shelf, list: async () => [] }, 'b');
    const { begun, ended } = await openNext({
      ...shelf,
      recording: async (id) => (id === bare ? undefined : shelf.recording(id)),
    });
    expect((await ended(often))?.outcome).toMatch(/5 times/);
    expect((await ended(bare))?.outcome).toMatch(/not on this device any more/);
    expect(begun).toEqual([]);
  });
});

test('what the device does not store is done all the same, in memory', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  const refuses = () => Promise.reject(new DOMException('No storage.', 'InvalidStateError'));
  const broken: JobShelf = {
    list: refuses,
    get: refuses,
    recording: refuses,
    parts: refuses,
    keep: refuses,
    add: refuses,
    change: refuses,
    drop: refuses,
  };
  const { jobs, go, ended } = open(withMemory(broken));
  const { id, lasting } = await jobs.add('a', recording);
  expect(lasting).toBe(false);
  go();
  expect((await ended(id))?.outcome).toBe('a: RIFF');
  expect(await jobs.get('job_9')).toBeUndefined();
  expect(warned).toHaveBeenCalled();
});

test('a recording that there is no room for is refused, and leaves nothing behind', async () => {
  const refuses = () => Promise.reject(new DOMException('No room.', 'QuotaExceededError'));
  const { jobs, begun, go, ended } = open(withMemory({ ...createMemoryJobShelf(), add: refuses }));
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  for (let i = 0; i < 101; i++) {
    await expect(jobs.add('a', recording)).rejects.toMatchObject({ code: 'storage_full' });
  }
  go();
  expect([begun, logged.mock.calls]).toEqual([[], []]);
  await expect(ended('job_1')).rejects.toThrow();
});

test('a job that the device stores, but has no room for the outcome of, ends in memory', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  const memory = createMemoryJobShelf();
  const full: JobShelf = {
    ...memory,
    add: async (job, recording) => ({ ...(await memory.add(job, recording)), lasting: true }),
    change: () => Promise.reject(new DOMException('No room.', 'QuotaExceededError')),
  };
  const { jobs, go, ended } = open(withMemory(full));
  const { id } = await jobs.add('a', recording);
  go();
  expect(await ended(id)).toMatchObject({ outcome: 'a: RIFF', lasting: false });
});
