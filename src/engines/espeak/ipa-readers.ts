import { createIpaReader, type ReadIpa } from './ipa';
import { phonemesOf } from './phoneme-tables';
import { soundsOf } from './sounds';

type Parts = {
  /** A file of eSpeak's core, by its path. */
  file: (path: string) => Uint8Array;
  /** The names in IPA of the sounds that the voice in use makes of some mnemonics. */
  hear: (mnemonics: string) => string[];
};

/** The reader of IPA for the voice in use, by its definition file; made once, because its sounds have to be heard. */
export function createIpaReaders({ file, hear }: Parts): (definition: string) => ReadIpa {
  const readers = new Map<string, ReadIpa>();
  return (definition) => {
    const known = readers.get(definition);
    if (known) return known;
    const tables = phonemeTables(new TextDecoder().decode(file(`lang/${definition}`)));
    const reader = createIpaReader(soundsOf(phonemesOf(file('phontab'), tables), hear));
    readers.set(definition, reader);
    return reader;
  };
}

/** The tables of phonemes that the definition of a voice asks for: what it names, or its language. */
function phonemeTables(definition: string): string[] {
  const [, named] = /^\s*phonemes\s+(\S+)/m.exec(definition) ?? [];
  const [, language = ''] = /^\s*language\s+(\S+)/m.exec(definition) ?? [];
  return [...(named === undefined ? [] : [named]), language, language.split('-')[0] ?? ''];
}
