import { SpeechError } from '../base/errors';

/**
 * Bytes that this origin may still store, as the browser estimates them; undefined when it does not tell. Some say too
 * much, so that their pages cannot be told apart (Chromium 156: always 10 GiB), and only writing finds the limit.
 */
export async function roomLeft(): Promise<number | undefined> {
  if (!('storage' in navigator)) return undefined;
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? undefined : Math.max(quota - usage, 0);
}

/**
 * Asks the browser not to evict what is stored. Only a window can ask, so undefined in workers; Firefox asks the user
 * in turn, which may take as long as it likes.
 */
export async function askPersistence(): Promise<boolean | undefined> {
  if (!('storage' in navigator)) return undefined;
  // Workers have no `persist`, and their types neither.
  const storage: StorageManager & { persist?: () => Promise<boolean> } = navigator.storage;
  if (!storage.persist) return undefined;
  return (await storage.persisted()) || (await storage.persist());
}

export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

/** For a file that needs `needed` more bytes where only `room` are left. */
export function storageFull(path: string, needed: number, room: number | undefined): SpeechError {
  const missing = room === undefined || room >= needed ? needed : needed - room;
  return new SpeechError(
    'storage_full',
    `${Math.ceil(missing / 1e6)} MB are missing to store ${path}: this browser gives this site no more room. Remove a model, or free space on this device.`,
  );
}
