import { stretch } from '../../audio/stretch';
import type { ModelCard } from '../../catalog/models';
import { chooseVoice } from '../../catalog/voice-choice';
import { words } from '../../text/phonemes/words';
import { sentences, type Span } from '../../text/sentences';
import type { Load, Speaker, SpokenChunk, Utterance } from '../engine';
import { fromOrigin } from './data';
import { loadEspeak, type Espeak } from './espeak';
import { paceFor, usualPace } from './pace';
import { wordTimes } from './word-times';

export const load: Load = async (card, { base }) => {
  const espeak = await loadEspeak(fromOrigin(base));
  await espeak.ensure(card.defaultVoice);
  return {
    speaker: createSpeaker(espeak, card),
    placement: {
      device: 'wasm',
      precision: 'none',
      reason: 'eSpeak NG computes its voices by rules, on the processor.',
    },
  };
};

/** Speaks sentence by sentence; the data of a voice is fetched when it is first used. */
export function createSpeaker(espeak: Espeak, card: ModelCard): Speaker {
  return {
    async *run(utterance, { signal } = {}) {
      signal?.throwIfAborted();
      const voice = chooseVoice(card, utterance.voice)[0]?.id ?? card.defaultVoice;
      await espeak.ensure(voice);
      for (const { sentence, following } of withFollowing(utterance.text)) {
        signal?.throwIfAborted();
        yield speakSentence(espeak, { ...utterance, voice }, sentence, following);
      }
    },
    async dispose() {},
  };
}

/** Each sentence, and the one behind it. */
function* withFollowing(text: string): Generator<{ sentence: Span; following: Span | undefined }> {
  let sentence: Span | undefined;
  for (const following of sentences(text)) {
    if (sentence) yield { sentence, following };
    sentence = following;
  }
  if (sentence) yield { sentence, following: undefined };
}

function speakSentence(
  espeak: Espeak,
  { text, voice, speed }: Utterance,
  sentence: Span,
  following: Span | undefined,
): SpokenChunk {
  const { from, to } = sentence;
  // eSpeak makes a pause only in front of something: it gets the start of the next sentence, which is cut off again.
  const start = following && /^.*?[\p{L}\p{N}]/su.exec(text.slice(following.from, following.to));
  const next = start && text.slice(to, following.from) + start[0];
  const speakAt = (wordsPerMinute: number) => {
    const spoken = espeak.synthesize(text.slice(from, to) + (next ?? ''), {
      voice,
      wordsPerMinute,
    });
    const cut = spoken.words.find(({ at }) => at >= to - from)?.start;
    const samples = spoken.samples.subarray(0, cut && Math.round(cut * spoken.sampleRate));
    return { ...spoken, samples };
  };
  const usual = speakAt(usualPace);
  const { samples, sampleRate, words: pieces } = speed === 1 ? usual : speakAt(paceFor(speed));
  // eSpeak takes a pace as a hint: a short sentence gets too fast, and German too slow.
  const wanted = Math.round(usual.samples.length / speed);
  const tempo = wanted === 0 || samples.length === 0 ? 1 : samples.length / wanted;
  const times = wordTimes(words(text.slice(from, to)), pieces);
  return {
    samples: stretch(samples, sampleRate, tempo),
    sampleRate,
    from,
    to,
    words: times.map((word) => ({
      from: from + word.from,
      to: from + word.to,
      start: word.start / tempo,
      end: word.end / tempo,
    })),
  };
}
