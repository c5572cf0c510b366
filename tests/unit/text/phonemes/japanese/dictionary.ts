import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { packJapaneseData } from '../../../../../scripts/japanese-data.mjs';

const folder = fileURLToPath(new URL('../../../../../public/kuromoji/', import.meta.url));

/** A file of the app's Japanese dictionary, which is packed if it is not there yet. */
export async function readDictionary(name: string): Promise<ArrayBuffer> {
  await packJapaneseData(folder);
  return new Uint8Array(await readFile(folder + name)).buffer;
}
