import type { ToServiceWorker } from '../../../src/wire/host-messages';
import { openLink } from '../../../src/wire/port-fetch';

/** Milliseconds to the first byte of a small answer, and bytes per second of a large one; one entry a run. */
export type TransportRuns = { firstByteMs: number[]; bytesPerSecond: number[] };

export type TransportOptions = {
  /** A plain HTTP server that answers as `bulk-server` does. */
  nodeUrl: string;
  smallRequests: number;
  largeRequests: number;
  largeBytes: number;
};

type Ask = (bytes: number) => Promise<Response>;

const smallBytes = 1024;

/** The same answers over three ways, in turns, so that a disturbance meets all of them alike. */
export async function measureTransport(
  options: TransportOptions,
): Promise<Record<'serviceWorker' | 'port' | 'node', TransportRuns>> {
  const server = new Worker(new URL('./bulk-server.ts', import.meta.url), { type: 'module' });
  await attachToServiceWorker(server);
  const link = await openLink(connect(server), { lock: undefined, patience: 5000 });
  const local = (bytes: number) => `${location.origin}/v1/bulk?bytes=${bytes}`;
  const ways = {
    serviceWorker: (bytes: number) => fetch(local(bytes)),
    port: (bytes: number) => link.fetch(new Request(local(bytes))),
    node: (bytes: number) => fetch(`${options.nodeUrl}?bytes=${bytes}`, { cache: 'no-store' }),
  };
  const runs = {
    serviceWorker: { firstByteMs: [], bytesPerSecond: [] } as TransportRuns,
    port: { firstByteMs: [], bytesPerSecond: [] } as TransportRuns,
    node: { firstByteMs: [], bytesPerSecond: [] } as TransportRuns,
  };
  const names = ['serviceWorker', 'port', 'node'] as const;
  for (const name of names) await firstByte(ways[name]);
  for (let i = 0; i < options.smallRequests; i++) {
    for (const name of names) runs[name].firstByteMs.push(await firstByte(ways[name]));
  }
  for (let i = 0; i < options.largeRequests; i++) {
    for (const name of names) {
      runs[name].bytesPerSecond.push(await bytesPerSecond(ways[name], options.largeBytes));
    }
  }
  server.terminate();
  return runs;
}

function connect(server: Worker): MessagePort {
  const { port1, port2 } = new MessageChannel();
  server.postMessage(undefined, [port2]);
  return port1;
}

/** The app's own service worker, with this page in the place of the leading tab. */
async function attachToServiceWorker(server: Worker): Promise<void> {
  const container = navigator.serviceWorker;
  await container.register('/sw.js');
  const { active } = await container.ready;
  if (!container.controller) {
    await new Promise((resolve) =>
      container.addEventListener('controllerchange', resolve, { once: true }),
    );
  }
  const offer = () => {
    const message: ToServiceWorker = { type: 'attach', id: 'bench' };
    active?.postMessage(message, [connect(server)]);
  };
  container.addEventListener('message', offer);
  offer();
}

async function firstByte(ask: Ask): Promise<number> {
  const started = performance.now();
  const reader = readerOf(await ask(smallBytes));
  await reader.read();
  const milliseconds = performance.now() - started;
  while (!(await reader.read()).done);
  return milliseconds;
}

async function bytesPerSecond(ask: Ask, bytes: number): Promise<number> {
  const started = performance.now();
  const reader = readerOf(await ask(bytes));
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    received += value.byteLength;
  }
  const seconds = (performance.now() - started) / 1000;
  if (received !== bytes) throw new Error(`${received} of ${bytes} bytes arrived.`);
  return bytes / seconds;
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!response.ok || !response.body) throw new Error(`The answer was ${response.status}.`);
  return response.body.getReader();
}
