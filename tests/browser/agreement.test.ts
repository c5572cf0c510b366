import { expect, test } from 'vitest';
import type { faults } from './threads/corrupted-session';
import { trifles } from './threads/corrupted-session';
import type { AgreementOrder, Agreements } from './threads/agreement-thread';

const base = new URL('hub/sotto/sample-kokoro/resolve/main/', new URL('/', location.href)).href;

function ask(order: AgreementOrder): Promise<Agreements> {
  const thread = new Worker(new URL('./threads/agreement-thread.ts', import.meta.url), {
    type: 'module',
  });
  return new Promise<Agreements>((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Agreements>) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
    thread.postMessage(order);
  }).finally(() => thread.terminate());
}

/** What is said of each fault. */
const findings: Record<keyof typeof faults, string> = {
  'all numbers NaN': 'broken numbers',
  'one number NaN': 'broken numbers',
  'one number infinite': 'broken numbers',
  'NaN as a duration': 'broken numbers',
  'no samples': 'no sound at all',
  silence: 'silence',
  'a constant': 'nothing but the value 0.200',
  'noise alone': 'log-mel distance',
  'noise at 10 dB': 'log-mel distance',
  'noise at 20 dB': 'log-mel distance',
  'twice as loud': 'log-mel distance',
  'half as loud': 'log-mel distance',
  'a quarter as loud': 'log-mel distance',
  clipped: 'log-mel distance',
  'late by 12 ms': 'log-mel distance',
  'late by a frame': 'log-mel distance',
  'late by 100 ms': 'log-mel distance',
  'early by 100 ms': 'log-mel distance',
  backwards: 'log-mel distance',
  'a gap of 50 ms': 'log-mel distance of a moment',
  'a gap of 100 ms': 'log-mel distance of a moment',
  'tiles in the wrong order': 'log-mel distance',
  'small tiles in the wrong order': 'log-mel distance',
  'a token much longer': 'a token differs by 3 frames',
  'all tokens a frame longer': 'the length differs by 24 frames',
  'cut short': 'the length differs by',
  'noise in every other run': 'from run to run',
};

test('each fault of a graphics card is found and named, and what nobody hears is let pass', async () => {
  const { found, failure } = await ask({ base, check: 'faults' });
  expect(failure).toBeUndefined();
  for (const [name, finding] of Object.entries(findings)) {
    expect(found[name], name).toMatchObject({
      agrees: false,
      finding: expect.stringContaining(finding) as string,
    });
  }
  for (const name of ['nothing', ...Object.keys(trifles)]) {
    expect(found[name], name).toMatchObject({ agrees: true });
  }
});

test(
  'a healthy adapter is right twenty times out of twenty',
  async () => {
    const { found, failure } = await ask({ base, healthy: 20 });
    expect(failure).toBeUndefined();
    expect(Object.values(found)).toHaveLength(20);
    expect(Object.entries(found).filter(([, { agrees }]) => !agrees)).toEqual([]);
  },
  4 * 60_000,
);
