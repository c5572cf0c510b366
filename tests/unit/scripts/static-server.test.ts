import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveFolder } from '../../../scripts/static-server.mjs';

const script = 'console.log("hello");\n'.repeat(100);
let folder = '';
let server: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), 'static-server-'));
  writeFileSync(join(parent, 'secret.txt'), 'not yours');
  folder = join(parent, 'site');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>home</title>');
  writeFileSync(join(folder, 'sw.js'), '// worker');
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), script);
  writeFileSync(join(folder, 'runtime.wasm'), Buffer.alloc(5000));
  writeFileSync(join(folder, 'voice.bin'), Buffer.from(Array.from({ length: 256 }, (_, i) => i)));
  server = await serveFolder({ folder, base: '/repo/', headers: { 'x-extra': 'yes' } });
});

afterAll(async () => {
  await server.close();
  rmSync(join(folder, '..'), { recursive: true });
});

test('a folder answers with its index page, uncached', async () => {
  const response = await fetch(server.url);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  expect(response.headers.get('x-extra')).toBe('yes');
  expect(response.headers.has('cross-origin-opener-policy')).toBe(false);
  expect(await response.text()).toContain('home');
});

test('hashed files may be kept for ever, the service worker never', async () => {
  const hashed = await fetch(`${server.url}assets/app-1a2b.js`);
  expect(hashed.headers.get('cache-control')).toContain('immutable');
  const worker = await fetch(`${server.url}sw.js`);
  expect(worker.headers.get('cache-control')).toBe('no-cache');
});

test('scripts and WASM are compressed for those who ask, and arrive whole', async () => {
  const response = await fetch(`${server.url}assets/app-1a2b.js`);
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect(Number(response.headers.get('content-length'))).toBeLessThan(script.length / 4);
  expect(await response.text()).toBe(script);
  const wasm = await fetch(`${server.url}runtime.wasm`);
  expect(wasm.headers.get('content-type')).toBe('application/wasm');
  expect(wasm.headers.get('content-encoding')).toBe('gzip');
  expect((await wasm.arrayBuffer()).byteLength).toBe(5000);
});

test('those who cannot read gzip get the plain file', async () => {
  const { headers, body } = await rawGet('/repo/assets/app-1a2b.js');
  expect(headers['content-encoding']).toBeUndefined();
  expect(body).toBe(script);
});

test.each([
  ['bytes=10-19', 206, [...Array(10).keys()].map((i) => i + 10), 'bytes 10-19/256'],
  ['bytes=250-', 206, [250, 251, 252, 253, 254, 255], 'bytes 250-255/256'],
  ['bytes=-2', 206, [254, 255], 'bytes 254-255/256'],
  ['bytes=255-999', 206, [255], 'bytes 255-255/256'],
  ['bytes=256-', 416, [], 'bytes */256'],
])('the range %s is answered with %i', async (range, status, bytes, contentRange) => {
  const response = await fetch(`${server.url}voice.bin`, { headers: { range } });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-range')).toBe(contentRange);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual(bytes);
});

test('HEAD answers with the headers of GET and no body', async () => {
  const response = await fetch(`${server.url}voice.bin`, { method: 'HEAD' });
  expect(response.headers.get('content-length')).toBe('256');
  expect(await response.text()).toBe('');
});

test('a file that the browser has already is not sent again', async () => {
  const etag = (await fetch(`${server.url}voice.bin`)).headers.get('etag') ?? '';
  const again = await fetch(`${server.url}voice.bin`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

test.each([
  ['/repo/missing.js', 404],
  ['/repo/empty/', 404],
  ['/repo/../secret.txt', 404],
  ['/repo/%2e%2e/secret.txt', 404],
  ['/repo/..%2fsecret.txt', 404],
  ['/repo/..%5csecret.txt', 404],
  ['/repo/index.html/', 404],
  ['/sw.js', 404],
  ['/repo/%', 400],
  ['/repo/%00', 400],
  ['/repo', 301],
  ['/repo/assets', 301],
])('%s is answered with %i', async (path, expected) => {
  const { status, body } = await rawGet(path);
  expect(status).toBe(expected);
  expect(body).not.toContain('not yours');
});

test('only files are served: no POST', async () => {
  const response = await fetch(server.url, { method: 'POST' });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
});

test('a port in use is refused, not shared', async () => {
  await expect(serveFolder({ folder, port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

/** A request as it is: `fetch` resolves `..` itself and always accepts gzip. */
function rawGet(path: string) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>(
    (resolve, reject) => {
      const target = { host: '127.0.0.1', port: server.port, path };
      const request = httpRequest(target, (response) => {
        response.toArray().then((chunks) => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, body: chunks.join('') });
        }, reject);
      });
      request.once('error', reject).end();
    },
  );
}
