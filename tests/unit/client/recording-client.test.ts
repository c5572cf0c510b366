import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRecordingClient } from '../../../src/client/recording-client';
import { createAsk } from '../api/ask';
import { createFakeCore } from '../api/fake-core';

let origin: string;
const types: Record<string, string> = {
  '/My%20talk.mp3': 'audio/mpeg; codecs=mp3',
  '/drawing': 'text/xml',
};
const server = createServer(({ url = '' }, response) => {
  const type = types[url];
  if (type === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': type, 'content-length': 5 }).end('sound');
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** In front of the whole API. */
const ask = createAsk(createFakeCore());
const client = createRecordingClient((path, init) => ask(path, init));

test('a recording of another host comes with its name, its type and how much of it is there', async () => {
  const told: object[] = [];
  const options = { onprogress: (progress: object) => told.push(progress) };
  const file = await client.fetch(`${origin}/My%20talk.mp3`, options);
  expect(file).toMatchObject({ name: 'My talk.mp3', type: 'audio/mpeg', size: 5 });
  expect(await file.text()).toBe('sound');
  expect(told).toEqual([{ loaded: 5, total: 5 }]);
});

test('what is foreign is never given as a document of this origin', async () => {
  const body = JSON.stringify({ url: `${origin}/drawing` });
  const { headers } = await ask('/v1/audio/fetch', { method: 'POST', body });
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toBe('attachment');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('throws what the API says, and the reason of an abort', async () => {
  const refused = { status: 400, param: 'url' };
  await expect(client.fetch(`${origin}/nowhere`)).rejects.toMatchObject(refused);
  const work = new AbortController();
  const options = { signal: work.signal, onprogress: () => work.abort(new Error('Left.')) };
  await expect(client.fetch(`${origin}/drawing`, options)).rejects.toThrow('Left.');
});
