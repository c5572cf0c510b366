/// <reference lib="webworker" />
import { createApiRelay } from '../src/relay/api-relay';
import { createAppFiles } from '../src/relay/app-files';
import { ServerFinder } from '../src/relay/server-finder';
import type { ToServiceWorker } from '../src/wire/host-messages';
import { hold } from '../src/wire/liveness';

// The relay: sends API requests to the leading tab's server, keeps the app's own files, isolates its documents.
declare const self: ServiceWorkerGlobalScope;

const lock = `sotto-service-worker-${crypto.randomUUID()}`;
const server = new ServerFinder({
  lock: hold(lock).then((held) => (held ? lock : undefined)),
  pages: () => self.clients.matchAll({ type: 'window', includeUncontrolled: true }),
});
const relay = createApiRelay(server, self.registration.scope);
const files = createAppFiles(self.registration.scope);

self.addEventListener('install', () => {
  // An update waits until it is let in.
  if (!self.registration.active) void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker;
  const [port] = event.ports;
  if (message.type === 'attach' && port) event.waitUntil(server.attach(message.id, port));
  else if (message.type === 'connect' && port) event.waitUntil(relay.connect(port));
  else if (message.type === 'trying') server.trying(message.failure);
  else if (message.type === 'claim') event.waitUntil(self.clients.claim());
  else if (message.type === 'keep-files') event.waitUntil(files.keep());
  else if (message.type === 'give-way') giveWay();
  else if (message.type === 'take-over') event.waitUntil(self.skipWaiting());
});

/** Firefox and Safari cut the answers short that are under way while an update takes over. */
function giveWay(): void {
  if (server.active > 0) return;
  self.registration.waiting?.postMessage({ type: 'take-over' } satisfies ToServiceWorker);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (relay.answers(request)) event.respondWith(relay.answer(request));
  else if (files.answers(request)) {
    event.respondWith(files.answer(request, (work) => event.waitUntil(work)));
  }
});
