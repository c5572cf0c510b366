import { expect, test } from 'vitest';
import { defaultTimings } from '../../../src/weights/retry';
import { createListings, fileUrl, listingUrl } from '../../../src/weights/hub';

const file = { hub: 'https://hub.example', repo: 'a/b', revision: 'refs/pr/1', path: 'x/ü 1.bin' };
const { signal } = new AbortController();

test('a file has the address that the hub documents, with each part encoded', () => {
  expect(fileUrl(file)).toBe('https://hub.example/a/b/resolve/refs%2Fpr%2F1/x/%C3%BC%201.bin');
  expect(listingUrl(file)).toBe(
    'https://hub.example/api/models/a/b/tree/refs%2Fpr%2F1?recursive=true',
  );
});

test('a hub with paths of its own is asked there, and for a listing where they begin', () => {
  const mirror = { ...file, hub: 'https://hub.example/models/x-{repo}/{path}' };
  expect(fileUrl(mirror)).toBe('https://hub.example/models/x-a/b/x/%C3%BC%201.bin');
  expect(listingUrl(mirror)).toBe(
    'https://hub.example/models/api/models/a/b/tree/refs%2Fpr%2F1?recursive=true',
  );
});

/** A hub that answers every listing with this. */
function listings(answer: () => Response) {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    asked.push(new Request(input).url);
    return answer();
  };
  const timings = { ...defaultTimings, delay: 1 };
  return { asked, ...createListings({ fetch, timings }) };
}

test('size and hash are those of the LFS object where there is one', async () => {
  const oid = 'ab'.repeat(32);
  const items = [
    { type: 'directory', path: 'x', size: 0, oid: 'c' },
    { type: 'file', path: file.path, size: 130, oid: 'c', lfs: { oid, size: 5000 } },
    { type: 'file', path: 'config.json', size: 40, oid: 'c' },
  ];
  const hub = listings(() => Response.json(items));
  expect(await hub.find(file, signal)).toEqual({ size: 5000, sha256: oid });
  const config = { ...file, path: 'config.json' };
  expect(await hub.find(config, signal)).toEqual({ size: 40, sha256: undefined });
  expect(await hub.find({ ...file, path: 'x' }, signal)).toBeUndefined();
  expect(hub.asked).toHaveLength(1);
});

test('a listing that is forgotten is asked for again', async () => {
  const hub = listings(() => Response.json([]));
  await hub.find(file, signal);
  hub.forget(file);
  await hub.find(file, signal);
  expect(hub.asked).toHaveLength(2);
});

test.each([
  ['</page/2>; rel="next"'],
  ['<https://hub.example/page/1>; rel="prev", <https://hub.example/page/2>; title=more; rel=next'],
])('the next page of a listing is found by %s, and read once', async (link) => {
  const page = [{ type: 'file', path: 'config.json', size: 40, oid: 'c' }];
  const hub = listings(() => Response.json(page, { headers: { link } }));
  await hub.find(file, signal);
  expect(hub.asked).toEqual([listingUrl(file), 'https://hub.example/page/2']);
});

test.each([
  ['a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['text that is no JSON', () => new Response('ok')],
  ['JSON of another shape', () => Response.json({ files: [] })],
  ['items of another shape', () => Response.json([null, 3, { type: 'file', path: 3 }])],
  ['404', () => new Response('', { status: 404 })],
])('a hub that answers with %s has no listing', async (_what, answer) => {
  expect(await listings(answer).find(file, signal)).toBeUndefined();
});

test('a hub whose listing is broken for now is an error: nothing could be verified', async () => {
  const hub = listings(() => new Response('', { status: 500 }));
  await expect(hub.find(file, signal)).rejects.toMatchObject({ code: 'hub_failed' });
  expect(hub.asked).toHaveLength(5);
});
