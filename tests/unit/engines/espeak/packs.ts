import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cutEspeakData } from '../../../../scripts/espeak-data.mjs';

export const packFolder = fileURLToPath(new URL('../../../../public/espeak/', import.meta.url));

/** The app's packs, cut if they are not there yet. */
export async function readPack(name: string): Promise<ArrayBuffer> {
  await cutEspeakData(packFolder);
  return new Uint8Array(await readFile(packFolder + name)).buffer;
}
