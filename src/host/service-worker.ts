import type { FromServiceWorker, ToServiceWorker } from '../wire/host-messages';

/** The service worker as this page knows it. */
export type ServiceWorkerLink = {
  send: (message: ToServiceWorker, transfer?: Transferable[]) => void;
  /** Whether this page's own requests pass through it. */
  controls: boolean;
};

export type RegisterOptions = {
  /** URL of the app's own files, with a trailing slash. */
  base: string;
  /** The service worker has no server and asks for one. */
  onNeedServer: () => void;
  /** No page answers it, so this one is to serve. */
  onLead: () => void;
  /** The service worker has found a server. */
  onServed: () => void;
  /** Another service worker controls this page from now on. */
  onChange: () => void;
};

/** Milliseconds to wait until it takes control of this page. */
const controlPatience = 3000;
/** Milliseconds after which an update that waits asks again whether it may take over. */
const updatePause = 10_000;

/**
 * Registers the service worker and lets it take control of this page. Throws an Error that says why it cannot be had:
 * private windows, blocked storage, insecure origins. Waits as long as the browser takes.
 */
export async function registerServiceWorker(options: RegisterOptions): Promise<ServiceWorkerLink> {
  const { base, onChange } = options;
  // Absent in insecure contexts and in some private windows.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) throw new Error('This browser offers no service worker here.');
  container.addEventListener('message', ({ data }: MessageEvent<FromServiceWorker>) => {
    if (data.type === 'need-server') options.onNeedServer();
    else if (data.type === 'lead') options.onLead();
    else if (data.type === 'served') options.onServed();
  });
  container.startMessages();
  const registration = await container.register(new URL('sw.js', base), {
    scope: base,
    updateViaCache: 'none',
  });
  await container.ready;
  const send: ServiceWorkerLink['send'] = (message, transfer = []) =>
    registration.active?.postMessage(message, transfer);
  letUpdatesIn(registration, send);
  // A hard reload leaves the page without its service worker until it is claimed.
  if (!container.controller) {
    const controlled = new Promise((resolve) =>
      container.addEventListener('controllerchange', resolve, { once: true }),
    );
    send({ type: 'claim' });
    await withLimit(controlled, controlPatience);
  }
  send({ type: 'keep-files' });
  container.addEventListener('controllerchange', () => {
    send({ type: 'keep-files' });
    onChange();
  });
  return {
    send,
    get controls() {
      return container.controller !== null;
    },
  };
}

function letUpdatesIn(
  registration: ServiceWorkerRegistration,
  send: ServiceWorkerLink['send'],
): void {
  const offer = () => {
    if (!registration.waiting) return;
    send({ type: 'give-way' });
    setTimeout(offer, updatePause);
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  offer();
}

/** `work`, or undefined when it takes longer than `milliseconds`. */
export function withLimit<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
