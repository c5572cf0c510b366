import { afterEach, expect, test } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import type { Fetch } from '../../../src/wire/fetch';
import { openLink, type ServerLink } from '../../../src/wire/port-fetch';
import { windowBytes } from '../../../src/wire/protocol';
import { serveClients, type Clients } from '../../../src/wire/serve-clients';

const url = 'http://local/v1/x';
const links: ServerLink[] = [];
afterEach(() => links.splice(0).forEach((link) => link.close()));

type Linked = ServerLink & { active: () => number; clients: Clients };

async function linkTo(fetch: Fetch, onLeft = () => {}): Promise<Linked> {
  const { port1, port2 } = new MessageChannel();
  const clients = serveClients(fetch, { lock: undefined, onLeft, grace: 20 });
  clients.serve(port1);
  const link = await openLink(port2, { lock: undefined, patience: 5000 });
  links.push(link);
  return { ...link, clients, active: () => clients.active };
}

/** A body that gives a piece per pull and notes what was asked of it. */
function counted(pieces: number, bytes: number) {
  const seen = { pulled: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.pulled === pieces) return controller.close();
        controller.enqueue(new Uint8Array(bytes).fill(seen.pulled++ % 251));
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

const pause = (milliseconds = 50) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries === 200) throw new Error('It never came true.');
    await pause(10);
  }
}

test('a request arrives with its method, headers and body, and so does the answer', async () => {
  const link = await linkTo(async (request) => {
    const text = `${request.method} ${request.url} ${request.headers.get('x-a')} ${await request.text()}`;
    return new Response(text, { status: 201, statusText: 'Made', headers: { 'x-b': 'two' } });
  });
  const answer = await link.fetch(
    new Request(url, { method: 'POST', body: 'päckchen', headers: { 'x-a': 'one' } }),
  );
  expect([answer.status, answer.statusText, answer.headers.get('x-b')]).toEqual([
    201,
    'Made',
    'two',
  ]);
  expect(await answer.text()).toBe(`POST ${url} one päckchen`);
});

test('an answer without a body ends at once', async () => {
  const link = await linkTo(async () => new Response(null, { status: 204 }));
  const answer = await link.fetch(new Request(url));
  expect([answer.status, answer.body]).toEqual([204, null]);
  await until(() => link.active() === 0);
});

test('bytes arrive whole and in order, whatever their pieces', async () => {
  const { body } = counted(37, 100_003);
  const link = await linkTo(async () => new Response(body));
  const bytes = new Uint8Array(await (await link.fetch(new Request(url))).arrayBuffer());
  expect(bytes.length).toBe(37 * 100_003);
  expect([...new Set(bytes)]).toEqual(Array.from({ length: 37 }, (_, index) => index));
});

test('a reader that does not read stops the source at the window', async () => {
  const { body, seen } = counted(10_000, 16 * 1024);
  const link = await linkTo(async () => new Response(body));
  const answer = await link.fetch(new Request(url));
  await pause(200);
  expect(seen.pulled * 16 * 1024).toBeLessThanOrEqual(windowBytes + 2 * 16 * 1024);
  await answer.body?.cancel();
  await until(() => seen.cancelled);
});

test('an abort before the head reaches the handler', async () => {
  let aborted = false;
  const link = await linkTo(
    (request) =>
      new Promise((_, reject) =>
        request.signal.addEventListener('abort', () => {
          aborted = true;
          reject(request.signal.reason as Error);
        }),
      ),
  );
  const control = new AbortController();
  const answer = link.fetch(new Request(url, { signal: control.signal }));
  setTimeout(() => control.abort(), 20);
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  await until(() => aborted && link.active() === 0);
});

test('an abort in mid-stream errors the body and cancels the source', async () => {
  const { body, seen } = counted(10_000, 16 * 1024);
  const link = await linkTo(async () => new Response(body));
  const control = new AbortController();
  const answer = await link.fetch(new Request(url, { signal: control.signal }));
  const reader = answer.body?.getReader();
  await reader?.read();
  control.abort();
  await expect(
    (async () => {
      for (;;) if ((await reader?.read())?.done) return 'complete';
    })(),
  ).rejects.toMatchObject({ name: 'AbortError' });
  await until(() => seen.cancelled);
});

test('a failure before the head keeps its code', async () => {
  const link = await linkTo(async () => {
    throw new SpeechError('queue_full', 'Too many.', { retryAfter: 3 });
  });
  await expect(link.fetch(new Request(url))).rejects.toMatchObject({
    code: 'queue_full',
    message: 'Too many.',
    retryAfter: 3,
  });
});

test('a failure in mid-stream errors the body after the bytes before it', async () => {
  const link = await linkTo(
    async () =>
      new Response(
        new ReadableStream(
          {
            start: (controller) => controller.enqueue(new Uint8Array(5)),
            pull: (controller) => controller.error(new SpeechError('engine_failed', 'Broke.')),
          },
          { highWaterMark: 0 },
        ),
      ),
  );
  const reader = (await link.fetch(new Request(url))).body?.getReader();
  expect((await reader?.read())?.value?.length).toBe(5);
  await expect(reader?.read()).rejects.toMatchObject({ code: 'engine_failed' });
});

test('a client that says goodbye stops the answers it was reading', async () => {
  const { body, seen } = counted(10_000, 16 * 1024);
  const link = await linkTo(async () => new Response(body));
  await link.fetch(new Request(url));
  link.close();
  await until(() => seen.cancelled && link.active() === 0);
});

test('a server that retires sends its clients on, and ends after the answers that it began', async () => {
  const { body, seen } = counted(100, 16 * 1024);
  let left = 0;
  const link = await linkTo(
    async () => new Response(body),
    () => left++,
  );
  const answer = await link.fetch(new Request(url));
  link.clients.retire();
  await until(() => link.left.aborted);
  expect([link.lost.aborted, left]).toEqual([false, 0]);
  expect((await answer.arrayBuffer()).byteLength).toBe(100 * 16 * 1024);
  expect(seen.cancelled).toBe(false);
  await until(() => left === 1);
});

test('a client that comes to a server which retires is sent on', async () => {
  const link = await linkTo(async () => new Response('served'));
  const { port1, port2 } = new MessageChannel();
  link.clients.retire();
  link.clients.serve(port1);
  const other = await openLink(port2, { lock: undefined, patience: 5000 });
  links.push(other);
  await until(() => other.left.aborted);
});

test('a client is told of each request’s end, however it ends', async () => {
  const { port1, port2 } = new MessageChannel();
  const clients = serveClients(
    async ({ url }) => {
      if (url.endsWith('fails')) throw new SpeechError('engine_failed', 'Broke.');
      return new Response(url.endsWith('empty') ? null : counted(10_000, 1024).body);
    },
    { lock: undefined, onLeft: () => {} },
  );
  clients.serve(port1);
  let active = 0;
  const onActive = (change: number) => (active += change);
  const link = await openLink(port2, { lock: undefined, patience: 5000, onActive });
  links.push(link);
  const control = new AbortController();
  const aborted = link.fetch(new Request(`${url}/aborted`, { signal: control.signal }));
  const read = link.fetch(new Request(`${url}/read`));
  const left = link.fetch(new Request(`${url}/left`));
  const failed = link.fetch(new Request(`${url}/fails`));
  await expect(failed).rejects.toMatchObject({ code: 'engine_failed' });
  await link.fetch(new Request(`${url}/empty`));
  expect(active).toBe(3);
  await (await left).body?.cancel();
  await (await read).arrayBuffer();
  expect(active).toBe(1);
  await aborted;
  control.abort();
  expect(active).toBe(0);
});

test('a port that was handed over is served too', async () => {
  const link = await linkTo(async () => new Response('served'));
  const { port1, port2 } = new MessageChannel();
  link.adopt(port1);
  const other = await openLink(port2, { lock: undefined, patience: 5000 });
  links.push(other);
  expect(await (await other.fetch(new Request(url))).text()).toBe('served');
});

test('a port that nobody serves fails instead of waiting', async () => {
  const { port2 } = new MessageChannel();
  await expect(openLink(port2, { lock: undefined, patience: 50 })).rejects.toMatchObject({
    code: 'server_lost',
  });
});
