import { version } from '@sglkc/kuromoji/package.json';
import { loadMorphemes, type Analyse } from './morphemes';

/** Reads a file of the app's `kuromoji/` folder by its name. */
export type ReadDictionary = (name: string) => Promise<ArrayBuffer>;

/** Reads the dictionary (8 MB, 130 MB of memory), which `scripts/japanese-data.mjs` writes, and makes the analyser. */
export async function openJapanese(read: ReadDictionary): Promise<Analyse> {
  const index = readIndex(await read(`index-${version}.json`));
  return loadMorphemes(await read(index.file));
}

function readIndex(bytes: ArrayBuffer): { file: string } {
  // Our own build wrote it, for this version.
  return JSON.parse(new TextDecoder().decode(bytes)) as { file: string };
}
