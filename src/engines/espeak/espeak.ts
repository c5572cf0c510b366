import type { EspeakEvent, EspeakModule, EspeakWorker } from '@echogarden/espeak-ng-emscripten';
import { SpeechError } from '../../base/errors';
import { lazy } from '../../base/lazy';
import { openEspeakData, type DataFile, type EspeakData, type ReadFile } from './data';

/** One eSpeak NG. Voices are ids of the catalog, with or without a variant (`de+f2`). */
export type Espeak = {
  /** Fetches what a voice needs, once; without it the voice cannot be used. */
  ensure(voice: string): Promise<void>;
  /** IPA: a space between words, and `^` between the letters of one sound (`a^ɪ`). No punctuation. */
  phonemize(text: string, voice: string): string;
  synthesize(text: string, options: { voice: string; wordsPerMinute: number }): Synthesis;
};

export type Synthesis = {
  samples: Float32Array<ArrayBuffer>;
  /** Hz. */
  sampleRate: number;
  words: SynthesizedWord[];
};

/** What eSpeak takes for a word; it may be a part of one (`smith`, `jones`) or several (`of the`). */
export type SynthesizedWord = {
  /** Where it starts in the text, in UTF-16 code units. */
  at: number;
  /** Seconds from the first sample to its first sound, and to the pause or the word behind it. */
  start: number;
  end: number;
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
  return createEspeak(module, data);
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

function createEspeak(module: EspeakModule, data: EspeakData): Espeak {
  const worker = new module.eSpeakNGWorker();
  const dictionaries = createDictionaries(module, data);
  let current = '';
  // eSpeak's noise and the phase of its voice go on from one call to the next. Every text starts from the same state,
  // so that the same request gives the same samples (2 ms for its 17 MB of memory). Nothing outside may keep addresses
  // from before: the package's buffer for short strings is made by this call, and texts don't go through it.
  worker.set_voice('none');
  const untouched = module.HEAPU8.slice();
  let ready = untouched;

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
    module.HEAPU8.set(untouched);
    const [, variant] = voice.split('+');
    const failed = worker.set_voice(variant === undefined ? file : `${file}+${variant}`) !== 0;
    if (failed)
      throw new SpeechError('engine_failed', `eSpeak NG cannot use the voice '${voice}'.`);
    current = voice;
    ready = module.HEAPU8.slice();
  }

  return {
    async ensure(voice) {
      const { dictionary } = entryOf(voice);
      await Promise.all([dictionaries.add(sharedDictionary), dictionaries.add(dictionary)]);
    },

    phonemize(text, voice) {
      use(voice);
      const textAddress = writeText(module, text);
      const address = worker.convert_to_phonemes(textAddress, true).ptr;
      const end = module.HEAPU8.indexOf(0, address);
      const phonemes = new TextDecoder().decode(module.HEAPU8.slice(address, end));
      module._free(address);
      module._free(textAddress);
      return readPhonemes(phonemes);
    },

    synthesize(text, { voice, wordsPerMinute }) {
      use(voice);
      module.HEAPU8.set(ready);
      worker.set_rate(wordsPerMinute);
      const textAddress = writeText(module, text);
      const spoken = synthesize(worker, textAddress, text);
      module._free(textAddress);
      return spoken;
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

/** Puts a text into the module's memory, as a C string to be freed. */
function writeText(module: EspeakModule, text: string): number {
  const bytes = new TextEncoder().encode(`${plain(text)}\0`);
  const address = module._malloc(bytes.length);
  module.HEAPU8.set(bytes, address);
  return address;
}

/**
 * A text of the same length that eSpeak reads as text: control characters end it (NUL) or command eSpeak (U+0001), and
 * half a surrogate pair has no UTF-8.
 */
function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, ' ');
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

function synthesize(worker: EspeakWorker, textAddress: number, text: string): Synthesis {
  const parts: Int16Array[] = [];
  const events: EspeakEvent[] = [];
  worker.synthesize_and_get_phonemes(textAddress, (samples, newEvents) => {
    parts.push(samples);
    events.push(...newEvents.filter(({ type }) => type !== 'samplerate'));
    return false;
  });
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) samples[at + i] = part[i]! / 32768;
    at += part.length;
  }
  return { samples, sampleRate: worker.get_samplerate(), words: readWords(events, text) };
}

function readWords(events: readonly EspeakEvent[], text: string): SynthesizedWord[] {
  const offsets = codePointOffsets(text);
  const starts = events.flatMap(({ type }, index) => (type === 'word' ? [index] : []));
  return starts.flatMap((index, n) => {
    const word = events[index];
    const next = events[starts[n + 1] ?? events.length - 1];
    if (!word || !next) return [];
    const own = events.slice(index + 1, starts[n + 1]);
    // Behind its last sound comes a pause, the end of the clause or the next word.
    const behind = own[own.findLastIndex(isSound) + 1] ?? next;
    return {
      at: offsets[word.text_position - 1] ?? text.length,
      start: word.audio_position / 1000,
      end: behind.audio_position / 1000,
    };
  });
}

function isSound({ type, id }: EspeakEvent): boolean {
  return type === 'phoneme' && id !== '';
}

/** The UTF-16 offset of each code point. */
function codePointOffsets(text: string): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) {
    offsets.push(at);
  }
  return offsets;
}
