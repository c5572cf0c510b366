import { expect, test } from 'vitest';
import { createWeightStore } from '../../../src/weights/create-store';
import { createMemoryShelf } from '../../../src/weights/memory-store';
import type { FileProgress } from '../../../src/weights/store';

const file = { hub: 'https://hub.example', repo: 'a/b', revision: 'main', path: 'model.onnx' };
const chunkSize = 1000;
const bytes = 5500;
const content = (seed: number) =>
  Uint8Array.from({ length: bytes }, (_, index) => (index * seed) % 251);
const usual = content(31);

type Asked = { start: number; end: number; range: string; turn: number };
type Given = { status: number; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> };

/** A hub without a listing, and without ETags, that gives ranges; `change` is what is strange about it. */
function hubThat(change: (given: Given, asked: Asked) => Partial<Given> | undefined) {
  const hub = {
    content: usual,
    ranges: [] as string[],
    caches: new Set<string>(),
    open: 0,
    mostOpen: 0,
  };
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    if (request.url.includes('/api/')) return new Response('', { status: 404 });
    const range = request.headers.get('range') ?? '';
    hub.ranges.push(range);
    hub.caches.add(request.cache);
    const [, from = '0', to = bytes - 1] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    const asked = {
      ...{ start: Number(from), end: Math.min(Number(to) + 1, bytes) },
      ...{ range, turn: hub.ranges.length },
    };
    const { start, end } = asked;
    const ranged = {
      ...{ status: 206, headers: { 'content-range': `bytes ${start}-${end - 1}/${bytes}` } },
      body: hub.content.slice(start, end),
    };
    const given = { ...ranged, ...change(ranged, asked) };
    hub.mostOpen = Math.max(hub.mostOpen, ++hub.open);
    let isOpen = true;
    const over = () => {
      if (isOpen) hub.open--;
      isOpen = false;
    };
    request.signal.addEventListener('abort', over);
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(given.body);
          controller.close();
          over();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, given);
  };
  return { hub, fetch };
}

const whole = { status: 200, headers: { 'content-length': String(bytes) }, body: usual };

function storeOn(fetch: typeof globalThis.fetch, shelf = createMemoryShelf()) {
  const timings = { delay: 1, longestDelay: 2 };
  return createWeightStore(async () => shelf, { fetch, chunkSize, timings });
}

async function read(store: ReturnType<typeof storeOn>): Promise<Uint8Array> {
  return new Uint8Array(await (await store.read(file)).arrayBuffer());
}

test('the HTTP cache is left out: it may answer for the whole with a part', async () => {
  const { hub, fetch } = hubThat(() => undefined);
  expect(await read(storeOn(fetch))).toEqual(usual);
  expect([...hub.caches]).toEqual(['no-store']);
});

test('a range without the whole size: the size is that of the whole body', async () => {
  const { hub, fetch } = hubThat((_, { range, start, end }) =>
    range === '' ? whole : { headers: { 'content-range': `bytes ${start}-${end - 1}/*` } },
  );
  expect(await read(storeOn(fetch))).toEqual(usual);
  expect(hub.ranges.slice(0, 2)).toEqual(['bytes=0-999', '']);
});

test('a range without the whole size, from another place than asked for, is not taken', async () => {
  const { fetch } = hubThat((_, { range, start, end }) =>
    range === '' || start === 0
      ? whole
      : { headers: { 'content-range': `bytes ${start + 1}-${end}/*` } },
  );
  expect(await read(storeOn(fetch))).toEqual(usual);
});

test('a small file whose size is hidden is one request', async () => {
  const { hub, fetch } = hubThat(() => ({
    ...{ headers: { 'content-length': '700' }, body: usual.slice(0, 700) },
  }));
  expect((await read(storeOn(fetch))).length).toBe(700);
  expect(hub.ranges).toEqual(['bytes=0-999']);
});

test('ranges that are ignored now and then: the request is made again, and no connection is held', async () => {
  const { hub, fetch } = hubThat((_, { range, start }) => {
    const times = hub.ranges.filter((each) => each === range).length;
    return start > 0 && times < 4 ? whole : undefined;
  });
  expect(await read(storeOn(fetch))).toEqual(usual);
  expect(hub.mostOpen).toBeLessThanOrEqual(3);
});

test('ranges that are ignored, and a cut: the rest too is asked for uncompressed, by a range', async () => {
  const { hub, fetch } = hubThat((_, { turn }) =>
    turn === 1 ? { ...whole, body: usual.slice(0, 2500) } : whole,
  );
  expect(await read(storeOn(fetch))).toEqual(usual);
  expect(hub.ranges).toEqual(['bytes=0-999', `bytes=0-${bytes - 1}`]);
});

test('a network that goes in mid-download and comes back is waited for', async () => {
  let failures = 0;
  const { fetch } = hubThat((_, { turn }) => {
    if (turn > 3 && failures < 3 * 15) {
      failures++;
      throw new TypeError('Failed to fetch');
    }
    return undefined;
  });
  expect(await read(storeOn(fetch))).toEqual(usual);
  expect(failures).toBe(45);
});

test('a range in several parts is an error, and nothing of it is kept', async () => {
  const type = 'multipart/byteranges; boundary=x';
  const { fetch } = hubThat(({ headers, body }) => ({
    headers: { ...headers, 'content-type': type },
    body: new Uint8Array([...new TextEncoder().encode('--x\r\n\r\n'), ...body]),
  }));
  const store = storeOn(fetch);
  await expect(store.read(file)).rejects.toMatchObject({ code: 'hub_failed' });
  expect(await store.has(file)).toBe(false);
});

test.each([
  ['a weak ETag', 'etag', 'W/"1"', 'W/"2"'],
  [
    'a date alone',
    'last-modified',
    'Tue, 03 Mar 2026 10:00:00 GMT',
    'Wed, 04 Mar 2026 10:00:00 GMT',
  ],
])('with %s, a file that changed in between is begun again', async (_, name, first, second) => {
  let version = first;
  const { hub, fetch } = hubThat(({ headers }) => ({ headers: { ...headers, [name]: version } }));
  const shelf = createMemoryShelf();
  const leave = new AbortController();
  const report = ({ loaded }: FileProgress) => loaded > 4 * chunkSize && leave.abort();
  const reading = storeOn(fetch, shelf).read(file, { signal: leave.signal, report });
  await expect(reading).rejects.toThrow(/abort/i);
  expect(await storeOn(fetch, shelf).size(file.repo)).toBeGreaterThan(0);
  hub.content = content(37);
  version = second;
  expect(await read(storeOn(fetch, shelf))).toEqual(hub.content);
});
