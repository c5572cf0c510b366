import { expect, test } from 'vitest';
import { openLink } from '../../../src/wire/port-fetch';
import { serveClients } from '../../../src/wire/serve-clients';

// Both sides as the first build wrote them, message by message: tabs of other builds still speak like this.

const url = 'http://local/v1/x';
const posted = {
  method: 'POST',
  url,
  headers: [['x-a', 'one']],
  body: new TextEncoder().encode('ask').buffer,
};

/** The next message of a port. */
const next = (port: MessagePort) =>
  new Promise<Record<string, unknown>>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<Record<string, unknown>>) => resolve(data);
  });

test('a client of the first build is answered', async () => {
  const { port1, port2: control } = new MessageChannel();
  const clients = serveClients(
    async (request) => new Response(`${request.headers.get('x-a')}: ${await request.text()}`),
    { lock: undefined, onLeft: () => {} },
  );
  clients.serve(port1);
  const welcome = next(control);
  control.postMessage({ type: 'hello', version: 1, lock: undefined });
  expect(await welcome).toEqual({ type: 'welcome', version: 1, lock: undefined });

  const { port1: answer, port2 } = new MessageChannel();
  const messages: Record<string, unknown>[] = [];
  const ended = new Promise((resolve) => {
    answer.onmessage = ({ data }: MessageEvent<Record<string, unknown>>) => {
      messages.push(data);
      if (data['type'] === 'data') answer.postMessage({ type: 'credit', bytes: 8 });
      if (data['type'] === 'end') resolve(undefined);
    };
  });
  control.postMessage({ type: 'request', request: posted }, [port2]);
  await ended;
  expect(messages).toEqual([
    {
      type: 'head',
      status: 200,
      statusText: '',
      headers: [['content-type', 'text/plain;charset=UTF-8']],
      body: true,
    },
    { type: 'data', bytes: new TextEncoder().encode('one: ask') },
    { type: 'end' },
  ]);
  control.close();
  answer.close();
});

test('a server of the first build is understood', async () => {
  const { port1: control, port2 } = new MessageChannel();
  const asked: Record<string, unknown>[] = [];
  control.onmessage = ({ data, ports }: MessageEvent<Record<string, unknown>>) => {
    asked.push(data);
    if (data['type'] === 'hello') {
      control.postMessage({ type: 'welcome', version: 1, lock: undefined });
    }
    const [answer] = ports as MessagePort[];
    if (data['type'] !== 'request' || !answer) return;
    const head = { type: 'head', status: 201, statusText: 'Made', headers: [], body: true };
    answer.postMessage(head);
    answer.postMessage({ type: 'data', bytes: new TextEncoder().encode('made') });
    answer.postMessage({ type: 'end' });
  };
  const link = await openLink(port2, { lock: undefined, patience: 5000 });
  const body = new TextEncoder().encode('ask');
  const headers = { 'x-a': 'one', 'content-type': 'application/json' };
  const answer = await link.fetch(new Request(url, { method: 'POST', headers, body }));
  expect([answer.status, answer.statusText, await answer.text()]).toEqual([201, 'Made', 'made']);
  expect(asked).toMatchObject([
    { type: 'hello', version: 1 },
    { type: 'request', request: { method: 'POST', url, body: body.buffer } },
  ]);
  link.close();
  control.close();
});
