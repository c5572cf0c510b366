import { expect, test } from 'vitest';
import { withPartials } from '../../../../src/engines/whisper/partials';

const moment = () => new Promise((resolve) => setTimeout(resolve, 1));

test('the newest part comes before the whole, and older ones are forgotten', async () => {
  const told: unknown[] = [];
  async function* work(say: (text: string) => void) {
    say('a');
    say('ab');
    await moment();
    say('abc');
    await moment();
    yield 'abcd';
  }
  for await (const one of withPartials<string, string>(work, new AbortController().signal)) {
    told.push(one);
  }
  expect(told).toEqual([{ partial: 'ab' }, { partial: 'abc' }, { whole: 'abcd' }]);
});

test('leaving the loop aborts the work and waits for its end', async () => {
  let ended = false;
  async function* work(say: (text: string) => void, signal: AbortSignal) {
    try {
      say('a');
      while (!signal.aborted) await moment();
      signal.throwIfAborted();
      yield 'never';
    } finally {
      ended = true;
    }
  }
  for await (const one of withPartials<string, string>(work, new AbortController().signal)) {
    expect(one).toEqual({ partial: 'a' });
    break;
  }
  expect(ended).toBe(true);
});

test('a failure reaches the reader', async () => {
  // eslint-disable-next-line require-yield
  async function* work(): AsyncGenerator<string, void> {
    await moment();
    throw new Error('broken');
  }
  const all = withPartials<string, string>(work, new AbortController().signal);
  await expect(all.next()).rejects.toThrow('broken');
});
