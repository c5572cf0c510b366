import { openTabChannel } from './tab-channel';

/** Everything that Sotto keeps has a name that begins so: other apps may share its origin. */
const prefix = 'sotto';
/** For browsers that cannot list databases (Firefox before 126). */
const knownDatabases = [
  'sotto-weights',
  'sotto-settings',
  'sotto-devices',
  'sotto-jobs',
  'sotto-transcripts',
  'sotto-recordings',
];

/** Tells the other tabs that nothing of what they know is there any more. */
const channelName = 'sotto-wiped';

/**
 * Deletes all that Sotto keeps in this browser: models, transcripts, recordings, jobs, settings, remembered
 * choices, its own files for offline use, and its service worker. Then every tab loads itself anew, since threads still have what they have read.
 */
export async function wipeEverywhere(): Promise<void> {
  await Promise.all([wipeDatabases(), wipeCaches(), wipeServiceWorker()]);
  wipeKeys(localStorage);
  wipeKeys(sessionStorage);
  openTabChannel(channelName, () => undefined).tell('wiped');
  location.reload();
}

/** Loads this page anew when another tab has wiped everything; returns the way to stop. */
export function followWipes(): () => void {
  const { close } = openTabChannel(channelName, () => {
    // Each tab has its own.
    wipeKeys(sessionStorage);
    location.reload();
  });
  return close;
}

function wipeKeys(storage: Storage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
}

async function wipeCaches(): Promise<void> {
  if (!('caches' in window)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function wipeServiceWorker(): Promise<void> {
  // Absent on plain HTTP and in some private windows.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  await (await container?.getRegistration())?.unregister();
}

async function wipeDatabases(): Promise<void> {
  const listed = 'databases' in indexedDB ? await indexedDB.databases() : undefined;
  const names = listed?.flatMap(({ name }) => name ?? []) ?? knownDatabases;
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map(wipeDatabase));
}

/** Empties it first: the deletion itself waits until every thread has closed it. */
async function wipeDatabase(name: string): Promise<void> {
  const database = await done(indexedDB.open(name));
  const stores = [...database.objectStoreNames];
  if (stores.length > 0) {
    const transaction = database.transaction(stores, 'readwrite');
    await Promise.all(stores.map((store) => done(transaction.objectStore(store).clear())));
  }
  database.close();
  const deletion = indexedDB.deleteDatabase(name);
  await new Promise((resolve) => {
    deletion.onsuccess = deletion.onerror = deletion.onblocked = resolve;
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The storage gave no reason.'));
  });
}
