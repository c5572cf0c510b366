import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { defaultHub, findModel } from '../../../src/catalog/models';
import { createMemoryStore } from '../../../src/weights/memory-store';

// The addresses of the default hub, which no test may ask for real.
const repo = findModel('kokoro')?.weights?.repo ?? '';
const path = 'voices/af_heart.bin';
const bytes = new Uint8Array(510 * 256 * 4).fill(7);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const storage = 'https://cdn.hub-storage.test/one-file';
const file = { hub: defaultHub, repo, revision: 'main', path };

const asked: string[] = [];
const server = setupServer(
  http.get(`${defaultHub}/api/models/${repo}/tree/main`, () =>
    HttpResponse.json([
      {
        type: 'file',
        path,
        size: bytes.length,
        oid: 'a1',
        lfs: { oid: sha256, size: bytes.length },
      },
    ]),
  ),
  http.get(`${defaultHub}/${repo}/resolve/main/${path}`, () => HttpResponse.redirect(storage, 302)),
  http.get(storage, () => HttpResponse.arrayBuffer(bytes.buffer, { headers: { etag: '"1"' } })),
);
beforeAll(() => {
  server.listen({ onUnhandledRequest: 'error' });
  server.events.on('request:start', ({ request }) => void asked.push(request.url));
});
afterEach(() => {
  server.resetHandlers();
  asked.length = 0;
});
afterAll(() => server.close());

test('Kokoro’s files are asked for where Hugging Face has them, and follow its redirect', async () => {
  const blob = await createMemoryStore().read(file);
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
  expect(asked).toEqual([
    `https://huggingface.co/api/models/${repo}/tree/main?recursive=true`,
    `https://huggingface.co/${repo}/resolve/main/voices/af_heart.bin`,
    storage,
  ]);
});

test('without a network the error names Hugging Face', async () => {
  server.use(http.get(`${defaultHub}/*`, () => HttpResponse.error()));
  await expect(createMemoryStore().read(file)).rejects.toMatchObject({
    code: 'hub_unreachable',
    message: expect.stringContaining('huggingface.co') as string,
  });
});

test('bytes that are not what the hub’s listing says are refused', async () => {
  const other = bytes.slice().fill(8);
  server.use(http.get(storage, () => HttpResponse.arrayBuffer(other.buffer)));
  await expect(createMemoryStore().read(file)).rejects.toMatchObject({ code: 'hub_failed' });
});
