import type { EspeakEvent } from '@echogarden/espeak-ng-emscripten';

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

export function joinSamples(parts: readonly Int16Array[]): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) samples[at + i] = part[i]! / 32768;
    at += part.length;
  }
  return samples;
}

/** What eSpeak's events say of the words of a text. */
export function readWords(events: readonly EspeakEvent[], text: string): SynthesizedWord[] {
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

/** The names in IPA of the sounds that were said. */
export function soundNames({ events }: { events: readonly EspeakEvent[] }): string[] {
  return events.filter(isSound).map(({ id }) => String(id));
}
