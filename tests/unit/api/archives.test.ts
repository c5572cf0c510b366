import { expect, test } from 'vitest';
import { createAsk, errorOf } from './ask';
import { fakeArchives } from './fake-archives';
import { createFakeCore } from './fake-core';

const path = '/v1/models/kokoro/files';
const facts = {
  repo: 'owner/name',
  path: 'voices/a b.bin',
  size: '9000000',
  sha256: '0123456789abcdef'.repeat(4),
  part: '1',
};

function ask(changes: Partial<typeof facts> = {}) {
  const archives = fakeArchives();
  const query = new URLSearchParams({ ...facts, ...changes }).toString();
  const body = Uint8Array.of(1, 2, 3);
  const answer = createAsk(createFakeCore(), archives)(`${path}?${query}`, { method: 'PUT', body });
  return { answer, archives };
}

test('a model is exported as a zip with a name and a length', async () => {
  const answer = await createAsk(createFakeCore())(path);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/zip',
    'content-length': '10',
    'content-disposition': 'attachment; filename="kokoro.zip"',
  });
  expect(await answer.text()).toBe('ten bytes.');
});

test('a part is imported as its query describes it', async () => {
  const { answer, archives } = ask();
  expect(await (await answer).json()).toEqual({ whole: true });
  expect(archives.imported).toEqual([
    {
      repo: 'owner/name',
      path: 'voices/a b.bin',
      size: 9_000_000,
      sha256: facts.sha256,
      index: 1,
      bytes: Uint8Array.of(1, 2, 3),
    },
  ]);
});

test.each([
  ['size', { size: '0' }],
  ['size', { size: 'many' }],
  ['sha256', { sha256: 'abc' }],
  ['part', { part: '-1' }],
  ['part', { part: '0.5' }],
] as const)('a part with a wrong %s is refused: %o', async (param, changes) => {
  const { answer, archives } = ask(changes);
  expect((await answer).status).toBe(400);
  expect((await errorOf(await answer)).param).toBe(param);
  expect(archives.imported).toEqual([]);
});

test('the files of an unknown model are a 404', async () => {
  const answer = await createAsk(createFakeCore())('/v1/models/nobody/files');
  expect(answer.status).toBe(404);
  expect((await errorOf(answer)).message).toContain('kokoro');
});
