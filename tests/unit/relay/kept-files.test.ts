import { afterEach, expect, test, vi } from 'vitest';
import { createFileKeeper } from '../../../src/relay/kept-files';

const site = 'https://app.test/';
const url = (path: string) => new URL(path, site).href;

/** As much of a Cache as the keeper asks for; its files come from `fetch`. */
function fakeCache() {
  const kept = new Map<string, Response>();
  const urlOf = (request: Request | string) =>
    typeof request === 'string' ? request : request.url;
  const cache = {
    match: async (request: Request | string) => kept.get(urlOf(request))?.clone(),
    keys: async () => [...kept.keys()].map((key) => new Request(key)),
    put: async (request: Request | string, answer: Response) =>
      void kept.set(urlOf(request), answer),
    add: async (request: Request) => void kept.set(request.url, await fetch(request)),
    delete: async (request: Request) => kept.delete(request.url),
  };
  return { cache, paths: () => [...kept.keys()].map((key) => key.slice(site.length)).sort() };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('an update keeps anew what was used of the files that are kept when they are used', async () => {
  const { cache, paths } = fakeCache();
  let list = {
    version: '1',
    files: ['index.html', 'assets/index-aaaaaaaa.js'],
    later: ['assets/de-aaaaaaaa.js', 'assets/fr-a-a-a_aa.js', 'espeak/de-aaaaaaaaaaaa.data'],
  };
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', async (asked: Request | string) =>
    String(typeof asked === 'string' ? asked : asked.url).endsWith('app-files.json')
      ? Response.json(list)
      : new Response('x'),
  );
  const keep = createFileKeeper(url);
  await keep();
  expect(paths()).toEqual(['app-files.json', 'assets/index-aaaaaaaa.js', 'index.html']);

  await cache.put(url('assets/fr-a-a-a_aa.js'), new Response('used'));
  await cache.put(url('espeak/de-aaaaaaaaaaaa.data'), new Response('used'));
  list = {
    version: '2',
    files: ['index.html', 'assets/index-bbbbbbbb.js'],
    later: ['assets/de-bbbbbbbb.js', 'assets/fr-bbbbbbbb.js', 'espeak/de-bbbbbbbbbbbb.data'],
  };
  await keep();
  expect(paths()).toEqual(
    expect.arrayContaining([
      'assets/index-bbbbbbbb.js',
      'assets/fr-bbbbbbbb.js',
      'espeak/de-bbbbbbbbbbbb.data',
    ]),
  );
  expect(paths()).not.toContain('assets/de-bbbbbbbb.js');
});
