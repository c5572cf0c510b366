import { expect, test } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { Passing } from '../../../src/weights/faults';
import { defaultTimings, retry, retryAfter } from '../../../src/weights/retry';

const timings = { ...defaultTimings, delay: 1, longestDelay: 2 };
const { signal } = new AbortController();
const outcome = new SpeechError('hub_failed', 'It did not work.');

/** An attempt that fails so often before it gives its number. */
function failing(times: number, options?: ConstructorParameters<typeof Passing>[1]) {
  const state = { attempts: 0 };
  const attempt = async () => {
    state.attempts++;
    if (state.attempts <= times) throw new Passing(outcome, options);
    return state.attempts;
  };
  return { state, attempt };
}

test('a passing failure is tried again, five times in all', async () => {
  await expect(retry(failing(4).attempt, { timings, signal })).resolves.toBe(5);
  const { attempt, state } = failing(5);
  await expect(retry(attempt, { timings, signal })).rejects.toBe(outcome);
  expect(state.attempts).toBe(5);
});

test('a connection that was there and is lost is tried again for about two minutes', () => {
  const { delay, longestDelay, lostTries } = defaultTimings;
  let most = 0;
  for (let failures = 1; failures < lostTries; failures++) {
    most += Math.min(delay * 2 ** (failures - 1), longestDelay);
  }
  expect(most / 2).toBeGreaterThan(60_000);
  expect(most).toBeLessThan(180_000);
});

test('a failure may ask for fewer tries', async () => {
  const { attempt, state } = failing(5, { tries: 2 });
  await expect(retry(attempt, { timings, signal })).rejects.toBe(outcome);
  expect(state.attempts).toBe(2);
});

test('any other failure is final', async () => {
  let attempts = 0;
  const attempt = async () => {
    attempts++;
    throw outcome;
  };
  await expect(retry(attempt, { timings, signal })).rejects.toBe(outcome);
  expect(attempts).toBe(1);
});

test('attempts that get somewhere do not count', async () => {
  const { attempt, state } = failing(20);
  const progress = () => state.attempts;
  await expect(retry(attempt, { timings, signal, progress })).resolves.toBe(21);
});

test('an abort ends the pause between two tries', async () => {
  const leave = new AbortController();
  const { attempt } = failing(1, { after: 3_600_000 });
  const waiting = retry(attempt, { timings, signal: leave.signal });
  setTimeout(() => leave.abort(), 5);
  await expect(waiting).rejects.toThrow(/abort/i);
});

test('Retry-After is read as seconds or as a date, and kept within bounds', () => {
  expect(retryAfter('3', 60_000)).toBe(3000);
  expect(retryAfter('86400', 60_000)).toBe(60_000);
  expect(retryAfter(new Date(Date.now() - 5000).toUTCString(), 60_000)).toBe(0);
  expect(retryAfter(new Date(Date.now() + 3_600_000).toUTCString(), 60_000)).toBe(60_000);
  expect(retryAfter('soon', 60_000)).toBeUndefined();
  expect(retryAfter(null, 60_000)).toBeUndefined();
});
