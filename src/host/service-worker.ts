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
  /** Whether an update may take over now; answers under way would be cut short in Firefox and Safari. */
  isIdle: () => boolean;
};

/** Milliseconds to wait for a registration to become active, and for it to take control of this page. */
const patience = 4000;
const controlPatience = 3000;

/**
 * Registers the service worker and lets it take control of this page. Throws an Error that says why it cannot be had:
 * private windows, blocked storage, insecure origins.
 */
export async function registerServiceWorker(options: RegisterOptions): Promise<ServiceWorkerLink> {
  const { base, onNeedServer, isIdle } = options;
  // Absent in insecure contexts and in some private windows.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) throw new Error('This browser offers no service worker here.');
  container.addEventListener('message', ({ data }: MessageEvent<FromServiceWorker>) => {
    if (data.type === 'need-server') onNeedServer();
  });
  container.startMessages();
  const registration = await container.register(new URL('sw.js', base), {
    scope: base,
    updateViaCache: 'none',
  });
  const active = await withLimit(container.ready, patience);
  if (!active?.active) throw new Error('The service worker did not start.');
  const send: ServiceWorkerLink['send'] = (message, transfer = []) =>
    registration.active?.postMessage(message, transfer);
  takeUpdates(registration, isIdle, send);
  // A hard reload leaves the page without its service worker until it is claimed.
  if (!container.controller) {
    const controlled = new Promise((resolve) =>
      container.addEventListener('controllerchange', resolve, { once: true }),
    );
    send({ type: 'claim' });
    await withLimit(controlled, controlPatience);
  }
  send({ type: 'keep-files' });
  return {
    send,
    get controls() {
      return container.controller !== null;
    },
  };
}

function takeUpdates(
  registration: ServiceWorkerRegistration,
  isIdle: () => boolean,
  send: ServiceWorkerLink['send'],
): void {
  const offer = () => {
    if (!registration.waiting) return;
    if (isIdle()) registration.waiting.postMessage({ type: 'take-over' } satisfies ToServiceWorker);
    else setTimeout(offer, 10_000);
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
  navigator.serviceWorker.addEventListener('controllerchange', () => send({ type: 'keep-files' }));
  offer();
}

/** `work`, or undefined when it takes longer than `milliseconds`. */
function withLimit<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
