import { expect, test } from 'vitest';
import { fromStream, oneAhead, toStream, whenEnded } from '../../../src/base/streams';

/** Counts up, and notes how far it was asked to and whether it was left. */
function counter(last: number) {
  const seen = { made: 0, left: false };
  async function* items() {
    try {
      for (let item = 1; item <= last; item++) {
        seen.made = item;
        yield item;
      }
    } finally {
      seen.left = true;
    }
  }
  return { items: items(), seen };
}

test('a stream makes nothing before it is read', async () => {
  const { items, seen } = counter(3);
  const reader = toStream(items).getReader();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen.made).toBe(0);
  await reader.read();
  expect(seen.made).toBe(1);
});

test('cancelling a stream leaves the loop behind it', async () => {
  const { items, seen } = counter(3);
  const reader = toStream(items).getReader();
  await reader.read();
  await reader.cancel();
  expect(seen.left).toBe(true);
});

test('leaving the loop over a stream cancels it', async () => {
  const { items, seen } = counter(9);
  for await (const item of fromStream(toStream(items))) if (item === 2) break;
  expect(seen).toEqual({ made: 2, left: true });
});

test('items and failures pass through a stream and back', async () => {
  async function* failing() {
    yield 'a';
    throw new Error('no b');
  }
  const got: string[] = [];
  const reading = (async () => {
    for await (const item of fromStream(toStream(failing()))) got.push(item);
  })();
  await expect(reading).rejects.toThrow('no b');
  expect(got).toEqual(['a']);
});

test('the next item is under way while the current one is in use, and no further one', async () => {
  const { items, seen } = counter(9);
  const ahead = oneAhead(items);
  await ahead.next();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen.made).toBe(2);
  await ahead.return();
  expect(seen.left).toBe(true);
});

test('a failure ahead of the reader waits for its turn', async () => {
  async function* failing() {
    yield 1;
    throw new Error('no two');
  }
  const ahead = oneAhead(failing());
  expect(await ahead.next()).toEqual({ value: 1, done: false });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await expect(ahead.next()).rejects.toThrow('no two');
});

test.each([
  [
    'ends',
    async (items: AsyncIterableIterator<number>) => {
      for await (const _ of items);
    },
  ],
  ['is left', async (items: AsyncIterableIterator<number>) => void (await items.return?.())],
])('the end is told once when a loop %s', async (_how, use) => {
  let ended = 0;
  const items = whenEnded(counter(2).items, () => void ended++);
  await use(items);
  await items.return?.();
  expect(ended).toBe(1);
});
