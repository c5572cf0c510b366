import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchRecording } from '../../../src/jobs/fetch-recording';

let origin: string;
let asked: { method: string | undefined; headers: IncomingHttpHeaders }[];
/** How many answers were left by their reader before their end. */
let left: number;

const replies: Record<string, (response: ServerResponse) => void> = {
  '/talk.mp3': (to) => to.writeHead(200, { 'content-type': 'Audio/MPEG' }).end('sound'),
  '/page': (to) => to.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>'),
  '/cover': (to) => to.writeHead(200, { 'content-type': 'image/jpeg' }).end('x'),
  '/empty': (to) => to.writeHead(200, { 'content-length': 0 }).end(),
  '/private': (to) => to.writeHead(403).end(),
  '/busy': (to) => to.writeHead(503).end(),
  '/endless': (to) => {
    const timer = setInterval(() => to.write(new Uint8Array(1000)), 1);
    to.on('close', () => {
      left++;
      clearInterval(timer);
    });
  },
  '/broken': (to) => {
    to.writeHead(200, { 'content-length': 1000 }).write('x');
    setTimeout(() => to.destroy(), 20);
  },
  '/stalls': (to) => to.write('x'),
  '/silent': () => {},
  '/large': (to) => to.writeHead(200, { 'content-length': 3 * 1024 ** 2 }).flushHeaders(),
};
const server = createServer(({ method, url = '', headers }, response) => {
  asked.push({ method, headers });
  const reply = replies[url];
  if (reply) reply(response);
  else response.writeHead(404).end();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  [asked, left] = [[], 0];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const limits = { largest: 2 * 1024 ** 2, firstAnswer: 300, stall: 300 };
const never = new AbortController().signal;

async function read(path: string, signal = never): Promise<number> {
  const address = path.startsWith('/') ? origin + path : path;
  const { pieces } = await fetchRecording(address, limits, signal);
  let bytes = 0;
  for await (const piece of pieces) bytes += piece.length;
  return bytes;
}

test('a recording comes with its type and length, and the host learns as little as can be', async () => {
  const { type, size, pieces } = await fetchRecording(`${origin}/talk.mp3`, limits, never);
  let text = '';
  for await (const piece of pieces) text += new TextDecoder().decode(piece);
  expect({ type, size, text }).toEqual({ type: 'audio/mpeg', size: undefined, text: 'sound' });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ method: 'GET' });
  expect(asked[0]?.headers).not.toHaveProperty('cookie');
  expect(asked[0]?.headers).not.toHaveProperty('referer');
});

test.each([
  ['/nowhere', 'no such file (HTTP 404)'],
  ['/private', 'not give this to everybody (HTTP 403)'],
  ['/busy', 'answered HTTP 503'],
  ['/page', 'has a web page'],
  ['/cover', 'has no recording, but image/jpeg'],
  ['/empty', 'is empty'],
  ['/large', 'larger than 2 MB'],
  ['/endless', 'larger than 2 MB'],
  ['/broken', 'broke'],
  ['/stalls', 'sent nothing for too long'],
  ['/silent', 'sent nothing for too long'],
  ['http://127.0.0.1:1/a.mp3', 'no CORS'],
  ['talk.mp3', 'is no address'],
  ['http://example.org/talk.mp3', 'Try it with https:'],
  ['ftp://example.org/talk.mp3', 'begin with ftp:'],
  ['https://me:secret@example.org/talk.mp3', 'name or password'],
])('%s: %s', async (path, message) => {
  const refused = { code: 'invalid_request', param: 'url' };
  await expect(read(path)).rejects.toMatchObject(refused);
  await expect(read(path)).rejects.toThrow(message);
});

test('an abort ends the request, before the answer and in it', async () => {
  for (const path of ['/silent', '/endless']) {
    const work = new AbortController();
    setTimeout(() => work.abort(), 50);
    await expect(read(path, work.signal)).rejects.toThrow(/abort/i);
  }
  await expect.poll(() => left).toBe(1);
});

test('leaving the loop ends the request', async () => {
  const { pieces } = await fetchRecording(`${origin}/endless`, limits, never);
  for await (const piece of pieces) if (piece.length > 0) break;
  await expect.poll(() => left).toBe(1);
});
