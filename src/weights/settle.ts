import { SpeechError } from '../base/errors';
import type { Listings } from './hub';
import { fileId, type Manifest } from './manifest';
import { agrees } from './opening';
import type { Shelf } from './shelf';
import type { FileRef } from './store';

type Around = { shelf: Shelf; listings: Listings; signal: AbortSignal };

/** As `WeightStore.settle`. */
export async function settleFiles(
  files: readonly FileRef[],
  { shelf, listings, signal }: Around,
): Promise<void> {
  const manifests = await Promise.all(files.map((file) => shelf.manifest(fileId(file))));
  if (manifests.every((manifest) => manifest?.complete)) return;
  const stored = manifests.filter((manifest) => manifest !== undefined);
  try {
    for (const manifest of stored) await settle(manifest, { shelf, listings, signal });
  } catch (error) {
    // The download of what is missing meets the same, and says so.
    if (!(error instanceof SpeechError)) throw error;
  }
}

async function settle(manifest: Manifest, { shelf, listings, signal }: Around): Promise<void> {
  const facts = await listings.find(manifest, signal);
  if (!agrees(manifest, facts)) await shelf.drop(fileId(manifest));
}
