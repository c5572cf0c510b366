/** A phoneme of a language by the name that eSpeak gives it (`tS`, `3:`). */
export type Phoneme = { mnemonic: string; isVowel: boolean };

type Table = {
  name: string;
  base: number;
  phonemes: { code: number; type: number; name: string }[];
};

/** `phVOWEL` to `phNASAL` of eSpeak's `phoneme.h`; the others are pauses, stresses, tones and variants. */
const vowel = 2;
const nasal = 8;

/**
 * The phonemes of the first of the languages that has some of its own, with those that it shares with others, the own
 * ones first. `phontab` is eSpeak's file: tables, each with its size, that of the table it stands upon (from 1; 0 for
 * none), 32 bytes of name, and 16 bytes for each phoneme (`LoadPhData` in eSpeak's `synthdata.c`).
 */
export function phonemesOf(phontab: Uint8Array, languages: readonly string[]): Phoneme[] {
  const tables = readTables(phontab);
  const named = languages.map((language) => tables.find(({ name }) => name === language));
  const known = new Map<number, Phoneme | undefined>();
  for (let table = named.find(Boolean); table; table = tables[table.base - 1]) {
    for (const { code, type, name } of table.phonemes) {
      if (known.has(code)) continue;
      const isSound = type >= vowel && type <= nasal && name !== '';
      known.set(code, isSound ? { mnemonic: name, isVowel: type === vowel } : undefined);
    }
  }
  return [...known.values()].filter((phoneme) => phoneme !== undefined);
}

function readTables(phontab: Uint8Array): Table[] {
  const tables: Table[] = [];
  const text = (from: number, to: number) =>
    String.fromCharCode(...phontab.subarray(from, to)).replace(/\0.*/s, '');
  for (let at = 4; at < phontab.length;) {
    const [count = 0, base = 0] = phontab.subarray(at, at + 2);
    const name = text(at + 4, at + 36);
    at += 36;
    const phonemes = Array.from({ length: count }, (_, index) => {
      const entry = at + 16 * index;
      const [code = 0, type = 0] = phontab.subarray(entry + 10, entry + 12);
      return { code, type, name: text(entry, entry + 4) };
    });
    tables.push({ name, base, phonemes });
    at += 16 * count;
  }
  return tables;
}
