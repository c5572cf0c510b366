import type { EspeakModule } from '@echogarden/espeak-ng-emscripten';
import { SpeechError } from '../../base/errors';
import { lazy } from '../../base/lazy';
import { sourceSpan, traced } from '../../text/traced';
import { openEspeakData, type DataFile, type EspeakData, type ReadFile } from './data';
import { withGivenSounds, type GivenSounds } from './given-sounds';
import type { Reading } from './ipa';
import { createIpaReaders } from './ipa-readers';
import { fastest } from './pace';
import { createProgram } from './program';
import { readWords, soundNames, type Synthesis } from './synthesis';

export type { Synthesis, SynthesizedWord } from './synthesis';

/** One eSpeak NG. Voices are ids of the catalog, with or without a variant (`de+f2`). */
export type Espeak = {
  /** Fetches what a voice needs, once; without it the voice cannot be used. */
  ensure(voice: string): Promise<void>;
  /** IPA: a space between words, and `^` between the letters of one sound (`a^ɪ`). No punctuation. */
  phonemize(text: string, voice: string): string;
  /** How a voice can say what somebody wrote in IPA; undefined where it has no such sounds. */
  readIpa(ipa: string, voice: string): Reading | undefined;
  synthesize(text: string, options: SynthesisOptions): Synthesis;
};

export type SynthesisOptions = {
  voice: string;
  wordsPerMinute: number;
  /** In order, without overlaps. */
  given?: readonly GivenSounds[];
};

const dataFolder = '/usr/share/espeak-ng-data/';
/** What stands in a text in another script or language is spelled or spoken in English by most voices. */
const sharedDictionary = 'en';

/** Loads the program and the core of its data. */
export async function loadEspeak(read: ReadFile): Promise<Espeak> {
  const [{ default: create }, data] = await Promise.all([
    import('@echogarden/espeak-ng-emscripten'),
    openEspeakData(read),
  ]);
  const [module, core] = await Promise.all([
    // The loader makes all its files from this one, empty; they are written when they are needed.
    create({ getPreloadedPackage: () => new ArrayBuffer(0), printErr: report }),
    data.core(),
  ]);
  for (const file of core) writeFile(module, file);
  return createEspeak(module, data, core);
}

/** A text may hold letters of a language whose dictionary is not here: they are spelled or left out. */
function report(line: string): void {
  if (!line.startsWith("Can't read dictionary file")) console.error(line);
}

function writeFile(module: EspeakModule, { path, content }: DataFile): void {
  const whole = dataFolder + path;
  if (module.FS.analyzePath(whole).exists) module.FS_unlink(whole);
  module.FS_createDataFile(whole, null, content, true, false, true);
}

function createEspeak(module: EspeakModule, data: EspeakData, core: readonly DataFile[]): Espeak {
  const program = createProgram(module);
  const dictionaries = createDictionaries(module, data);
  const readerFor = createIpaReaders({
    file: (path) => core.find((file) => file.path === path)?.content ?? new Uint8Array(),
    hear: (mnemonics) =>
      soundNames(program.say(`[[${mnemonics}]]`, { wordsPerMinute: fastest, marked: true })),
  });
  let current = '';

  function entryOf(voice: string) {
    const [id = ''] = voice.split('+');
    const entry = data.voice(id);
    if (entry) return entry;
    throw new SpeechError('unknown_voice', `eSpeak NG has no voice '${voice}'.`);
  }

  function use(voice: string): void {
    if (voice === current) return;
    const { file, dictionary } = entryOf(voice);
    if (!dictionaries.has(dictionary)) throw new Error(`The voice '${voice}' was not made ready.`);
    current = '';
    const [, variant] = voice.split('+');
    if (!program.setVoice(variant === undefined ? file : `${file}+${variant}`))
      throw new SpeechError('engine_failed', `eSpeak NG cannot use the voice '${voice}'.`);
    current = voice;
  }

  return {
    async ensure(voice) {
      const { dictionary } = entryOf(voice);
      await Promise.all([dictionaries.add(sharedDictionary), dictionaries.add(dictionary)]);
    },

    phonemize(text, voice) {
      use(voice);
      return readPhonemes(program.phonemize(text));
    },

    readIpa(ipa, voice) {
      use(voice);
      return readerFor(entryOf(voice).file)(ipa);
    },

    synthesize(text, { voice, wordsPerMinute, given = [] }) {
      use(voice);
      const marked = given.length > 0;
      const whole = marked ? withGivenSounds(text, given) : traced(text);
      const { samples, events } = program.say(whole.text, { wordsPerMinute, marked });
      const words = readWords(events, whole.text).map((word) => ({
        ...word,
        at: sourceSpan(whole, word.at, word.at + 1).from,
      }));
      return { samples, sampleRate: program.sampleRate, words };
    },
  };
}

/** The dictionaries that eSpeak can read; each is fetched once, and again after a failure. */
function createDictionaries(module: EspeakModule, data: EspeakData) {
  const adding = new Map<string, () => Promise<void>>();
  const added = new Set<string>();
  return {
    has: (name: string) => added.has(name),

    add(name: string): Promise<void> {
      const add =
        adding.get(name) ??
        lazy(async () => {
          writeFile(module, await data.dictionary(name));
          added.add(name);
        });
      adding.set(name, add);
      return add();
    },
  };
}

/** eSpeak writes `_` between sounds, ` | ` between clauses, and `(en)` where it changes the language. */
function readPhonemes(phonemes: string): string {
  return phonemes
    .replace(/\([a-z-]+\)/g, '')
    .split(/[\s|]+/)
    .map((word) => word.split('_').map(tie).join(''))
    .filter((word) => word !== '')
    .join(' ');
}

/** `aɪ` → `a^ɪ`; a mark, such as of length, stays with its letter. */
function tie(sound: string): string {
  return sound.replace(/(?<=[\p{Ll}\p{Lo}][\p{Lm}\p{M}]*)(?=[\p{Ll}\p{Lo}])/gu, '^');
}
