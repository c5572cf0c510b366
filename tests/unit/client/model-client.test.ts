import { expect, test } from 'vitest';
import { archivePartSize } from '../../../src/catalog/model-archive';
import { importModelArchive, openModelArchive } from '../../../src/client/model-archive';
import { createModelClient } from '../../../src/client/model-client';
import { collect } from './byte-streams';

/** A client whose every request gets this answer, and the requests it made. */
function clientFor(answer: () => Response) {
  const asked: Request[] = [];
  const client = createModelClient(async (input, init) => {
    asked.push(new Request(input, init));
    return answer();
  }, 'https://example.test');
  return { client, asked };
}

const sotto = {
  model: 'kokoro',
  state: 'absent',
  stored_bytes: 0,
  evicted: false,
  progress: null,
  device: null,
  precision: null,
  reason: null,
  planned: null,
};

test('the list tells of each model once, aliases left out, and of nobody else’s', async () => {
  const placement = { device: 'wasm', precision: 'q8', reason: 'No WebGPU.' };
  const data = [
    { id: 'kokoro', sotto },
    { id: 'tts-1', sotto },
    { id: 'somebody-else' },
    {
      id: 'sample-kokoro',
      sotto: {
        ...sotto,
        ...placement,
        model: 'sample-kokoro',
        state: 'loaded',
        stored_bytes: 7,
        evicted: true,
        progress: { phase: 'load', loaded: 7, total: null },
        planned: placement,
      },
    },
  ];
  const { client } = clientFor(() => Response.json({ object: 'list', data }));
  const nothing = { progress: undefined, placement: undefined, planned: undefined };
  expect(await client.list()).toEqual([
    { id: 'kokoro', state: 'absent', storedBytes: 0, evicted: false, ...nothing },
    {
      id: 'sample-kokoro',
      state: 'loaded',
      storedBytes: 7,
      evicted: true,
      progress: { phase: 'load', loaded: 7, total: undefined },
      placement,
      planned: placement,
    },
  ]);
});

test('a model is unloaded by force or not, and removed', async () => {
  const { client, asked } = clientFor(() => Response.json({}));
  await client.unload('kokoro', { force: true });
  await client.remove('kokoro', { force: false });
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST https://example.test/v1/models/kokoro/unload?force=true',
    'DELETE https://example.test/v1/models/kokoro?force=false',
  ]);
});

test('what the API refuses is thrown with its message', async () => {
  const error = { message: 'It is speaking.', type: 'x', param: null, code: 'model_busy' };
  const { client } = clientFor(() => Response.json({ error }, { status: 409 }));
  await expect(client.unload('kokoro', { force: false })).rejects.toThrow('It is speaking.');
});

test('the hub is read and changed as a setting among others', async () => {
  const settings = { hub: 'https://hub.test', hubPath: '{hub}/{repo}/{path}', idleMinutes: 10 };
  const { client, asked } = clientFor(() => Response.json(settings));
  expect(await client.hub()).toEqual({ hub: settings.hub, hubPath: settings.hubPath });
  await client.changeHub({ hub: 'https://other.test' });
  expect(asked[1]?.method).toBe('PUT');
  expect(await asked[1]?.json()).toEqual({ hub: 'https://other.test' });
});

test('an archive goes to the API in parts, and no further once a file is whole', async () => {
  const size = archivePartSize + 10;
  const about = { repo: 'a/b', revision: 'main', path: 'x', size, sha256: '0'.repeat(64) };
  const list = { format: 1, model: 'kokoro', files: [about, { ...about, path: 'y' }] };
  const archive = await openModelArchive(
    new Map([
      ['sotto-model.json', new Blob([JSON.stringify(list)])],
      ['a/b/x', new Blob([new Uint8Array(size)])],
      ['a/b/y', new Blob([new Uint8Array(size)])],
    ]),
  );
  let wholeFrom = 2;
  const { client, asked } = clientFor(() => Response.json({ whole: asked.length >= wholeFrom-- }));
  const signal = new AbortController().signal;
  const steps = await collect(importModelArchive(client, archive, signal));
  expect(steps.at(-1)).toBe(2 * size);
  const parts = asked.map(({ url }) => new URL(url).searchParams);
  expect(parts.map((query) => `${query.get('path')} ${query.get('part')}`)).toEqual([
    'x 0',
    'x 1',
    'y 0',
  ]);
  expect((await asked[1]?.arrayBuffer())?.byteLength).toBe(10);
});

test.each([
  ['nothing', {}, 'no sotto-model.json'],
  ['a list that is no JSON', { 'sotto-model.json': '{' }, 'damaged'],
  ['a list of a later form', { 'sotto-model.json': '{"format":2}' }, 'another version'],
  ['two files that are no model', { 'a.txt': '', 'b.txt': '' }, 'no sotto-model.json'],
])('%s is not an archive', async (_what, files, message) => {
  const chosen = Object.entries(files).map(([path, text]) => [path, new Blob([text])] as const);
  await expect(openModelArchive(new Map(chosen))).rejects.toThrow(message);
});
