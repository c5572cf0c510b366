import { stretch } from '../../audio/stretch';
import { assert } from '../../base/assert';
import type { ModelCard } from '../../catalog/models';
import { chooseVoice } from '../../catalog/voice-choice';
import { kokoroLanguages } from '../../catalog/voices';
import { chunks } from '../../text/chunks';
import type { Speaker, SpokenChunk, Utterance } from '../engine';
import { hasWords, joinLines, timeWords, toLine, type Line } from './lines';
import { mostTokens, sampleRate, type KokoroModel, type Speech } from './model';
import type { Phonemize } from './phonemizer';
import type { Styles } from './styles';

/** What Kokoro speaks with. */
export type SpeakerParts = {
  card: ModelCard;
  phonemize: Phonemize;
  styles: Styles;
  model: KokoroModel;
  dispose: () => Promise<void>;
};

export function createKokoroSpeaker(parts: SpeakerParts): Speaker {
  const { card, phonemize, styles, model, dispose } = parts;

  async function* run(
    { text, voice, speed }: Utterance,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<SpokenChunk, void, undefined> {
    const shares = chooseVoice(card, voice);
    const language = languageOf(shares[0]?.id ?? '');
    const pace = Math.min(fastest, Math.max(slowest, speed));
    let silent = true;

    const pieces = chunks(text, async (span) => {
      signal?.throwIfAborted();
      return toLine(span, await phonemize(text.slice(span.from, span.to), language));
    });
    for await (const lines of pieces) {
      const line = joinLines(lines);
      if (!hasWords(line)) continue;
      assert(line.ids.length <= mostTokens, 'chunks are within the limit of the model');
      const style = await styles(shares, line.ids.length);
      signal?.throwIfAborted();
      const speech = await model(line.ids, style, pace);
      silent = false;
      yield toChunk(line, speech, speed / pace);
    }
    if (silent) yield silence(text);
  }

  return { run, dispose };
}

/** The language of a voice is in its first letter. */
export function languageOf(voice: string): string {
  return kokoroLanguages[voice.charAt(0)] ?? 'en-US';
}

/** What the model itself does well; the rest is stretched. */
const slowest = 0.5;
const fastest = 2;

function toChunk(line: Line, { samples, durations }: Speech, tempo: number): SpokenChunk {
  const { from, to } = line;
  const stretched = tempo === 1 ? samples : stretch(samples, sampleRate, tempo);
  const chunk = { samples: stretched, sampleRate, from, to };
  if (!durations) return { ...chunk, words: [] };
  const words = timeWords(line.words, durations, stretched.length / sampleRate);
  return { ...chunk, words, durations };
}

/** For a text in which there is nothing to say. */
function silence(text: string): SpokenChunk {
  const samples = new Float32Array(0.1 * sampleRate);
  return { samples, sampleRate, from: 0, to: text.length, words: [] };
}
