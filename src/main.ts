import { mount } from 'svelte';
import type { Connection } from './client/connection';
import { startHost } from './host/start';
import App from './ui/App.svelte';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

declare global {
  /** `fetch` for the local API, straight to its thread: for pages that get no service worker. */
  var localFetch: typeof fetch;
  /** Resolves when `fetch('/v1/…')` is answered in this page; rejects, saying why, when it will not be. */
  var sottoReady: Promise<void>;
}

const { fetch, status } = startHost(new URL(import.meta.env.BASE_URL, document.baseURI).href);
const connection: Connection = {
  fetch,
  get state() {
    return status.state;
  },
  watch: (listener) => status.watch(listener),
};

globalThis.localFetch = fetch;
globalThis.sottoReady = new Promise((resolve, reject) => {
  status.watch(({ api, note }) => {
    if (api === 'ready') resolve();
    else if (api === 'direct') reject(new Error(note));
  });
});
// Nobody has to wait for it.
globalThis.sottoReady.catch(() => undefined);

const target = document.getElementById('app');
if (target) mount(App, { target, props: { connection } });
