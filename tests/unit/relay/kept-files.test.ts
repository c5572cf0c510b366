import { afterEach, expect, test, vi } from 'vitest';
import { createFileKeeper } from '../../../src/relay/kept-files';

const site = 'https://app.test/';
const url = (path: string) => new URL(path, site).href;

/** What a host answers for a file that it has. */
function fileAt(path: string): Response {
  const type = path.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/plain';
  return new Response('x', { headers: { 'content-type': type } });
}

/** As much of a Cache as the keeper asks for. */
function fakeCache() {
  const kept = new Map<string, Response>();
  const urlOf = (request: Request | string) =>
    typeof request === 'string' ? request : request.url;
  const cache = {
    match: async (request: Request | string) => kept.get(urlOf(request))?.clone(),
    keys: async () => [...kept.keys()].map((key) => new Request(key)),
    put: async (request: Request | string, answer: Response) =>
      void kept.set(urlOf(request), answer),
    delete: async (request: Request) => kept.delete(request.url),
  };
  return { cache, paths: () => [...kept.keys()].map((key) => key.slice(site.length)).sort() };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('an update keeps anew what was used of the files that are kept when they are used', async () => {
  const { cache, paths } = fakeCache();
  let list = {
    version: '1',
    files: ['index.html', 'assets/index-aaaaaaaa.js'],
    later: ['assets/de-aaaaaaaa.js', 'assets/fr-a-a-a_aa.js', 'espeak/de-aaaaaaaaaaaa.data'],
  };
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', async (asked: string) =>
    asked === url('app-files.json') ? Response.json(list) : fileAt(asked),
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

test('an update fetches what has changed, under its old name or a new one, and nothing else', async () => {
  const { cache } = fakeCache();
  const same = ['assets/fr-aaaaaaaa.js', 'kuromoji/ipadic-aaaaaaaaaaaa.data'];
  let list = {
    version: '1',
    files: ['index.html', 'espeak/en-aaaaaaaaaaaa.data'],
    later: [...same, 'kuromoji/index-1.0.0.json', 'espeak/de-aaaaaaaaaaaa.data'],
  };
  let asked: string[] = [];
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', async (file: string) => {
    const path = file.slice(site.length);
    asked.push(path);
    return path === 'app-files.json' ? Response.json(list) : fileAt(path);
  });
  const keep = createFileKeeper(url);
  await keep();
  for (const path of [...same, 'kuromoji/index-1.0.0.json']) {
    await cache.put(url(path), new Response('used'));
  }
  list = { ...list, version: '2', later: [...same, 'kuromoji/index-1.1.0.json'] };
  asked = [];
  await keep();
  expect(asked.sort()).toEqual(['app-files.json', 'index.html', 'kuromoji/index-1.1.0.json']);
});

test('a page that comes in the place of a script is not kept, nor the build that needs it', async () => {
  const { cache, paths } = fakeCache();
  const list = { version: '1', files: ['index.html', 'assets/index-aaaaaaaa.js'], later: [] };
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', async (asked: string) =>
    asked === url('app-files.json') ? Response.json(list) : fileAt('index.html'),
  );
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const keep = createFileKeeper(url);
  await keep();
  expect(String(warn.mock.lastCall?.[1])).toContain('assets/index-aaaaaaaa.js');
  expect(paths()).toEqual([]);

  vi.stubGlobal('fetch', async (asked: string) =>
    asked === url('app-files.json') ? Response.json(list) : fileAt(asked),
  );
  await keep();
  expect(paths()).toEqual(['app-files.json', 'assets/index-aaaaaaaa.js', 'index.html']);
});
