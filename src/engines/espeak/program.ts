import type { EspeakCallback, EspeakEvent, EspeakModule } from '@echogarden/espeak-ng-emscripten';
import { joinSamples } from './synthesis';

/** eSpeak NG's program, which works with one voice at a time. */
export type Program = {
  /** False when there is no such voice; `file` is that of its definition, with or without a variant (`+f2`). */
  setVoice(file: string): boolean;
  /** As eSpeak writes it. */
  phonemize(text: string): string;
  /** With `marked`, the text is SSML, and what is between `[[` and `]]` are eSpeak's mnemonics. */
  say(text: string, options: { wordsPerMinute: number; marked: boolean }): Said;
  /** Hz. */
  readonly sampleRate: number;
};

export type Said = { samples: Float32Array<ArrayBuffer>; events: EspeakEvent[] };

/**
 * eSpeak's noise and the phase of its voice go on from one call to the next. Every text starts from the same state, so
 * that the same request gives the same samples (2 ms for its 17 MB of memory). Nothing outside may keep addresses from
 * before: the package's buffer for short strings is made by the first call, and texts don't go through it.
 */
export function createProgram(module: EspeakModule): Program {
  const worker = new module.eSpeakNGWorker();
  worker.set_voice('none');
  const untouched = module.HEAPU8.slice();
  let ready = untouched;

  return {
    setVoice(file) {
      module.HEAPU8.set(untouched);
      if (worker.set_voice(file) !== 0) return false;
      ready = module.HEAPU8.slice();
      return true;
    },

    phonemize(text) {
      const textAddress = writeText(module, text);
      const address = worker.convert_to_phonemes(textAddress, true).ptr;
      const end = module.HEAPU8.indexOf(0, address);
      const phonemes = new TextDecoder().decode(module.HEAPU8.slice(address, end));
      module._free(address);
      module._free(textAddress);
      return phonemes;
    },

    say(text, { wordsPerMinute, marked }) {
      module.HEAPU8.set(ready);
      worker.set_rate(wordsPerMinute);
      const textAddress = writeText(module, text);
      const parts: Int16Array[] = [];
      const events: EspeakEvent[] = [];
      const collect: EspeakCallback = (samples, newEvents) => {
        parts.push(samples);
        events.push(...newEvents.filter(({ type }) => type !== 'samplerate'));
        return false;
      };
      if (marked) worker.synthesize(textAddress, collect);
      else worker.synthesize_and_get_phonemes(textAddress, collect);
      module._free(textAddress);
      return { samples: joinSamples(parts), events };
    },

    get sampleRate() {
      return worker.get_samplerate();
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
