import { stretch } from '../../audio/stretch';
import type { ModelCard } from '../../catalog/models';
import { chooseVoice } from '../../catalog/voice-choice';
import { voicesOf } from '../../catalog/voices';
import { words } from '../../text/phonemes/words';
import { script, type Pronunciation, type Saying } from '../../text/script';
import type { Span } from '../../text/sentences';
import { bySource } from '../../text/source-words';
import { sourceSpan } from '../../text/traced';
import type { Load, Speaker, SpokenChunk, Utterance } from '../engine';
import { scriptOptions, speedOf, taggedVoice, type Languages } from '../saying';
import { fromOrigin } from './data';
import { loadEspeak, type Espeak } from './espeak';
import type { GivenSounds } from './given-sounds';
import { paceFor, usualPace } from './pace';
import { readText } from './read-text';
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
      const { voice, sayings } = sayingsOf(card, utterance);
      for await (const { saying, following } of withFollowing(sayings)) {
        signal?.throwIfAborted();
        const spoken = voiceOf(card, saying, voice);
        const place = sourceSpan(saying.said, 0, saying.said.text.length);
        if (saying.pause > 0) yield silence(saying.pause, { from: place.from, to: place.from });
        if (saying.said.text.trim() === '') continue;
        await espeak.ensure(spoken);
        const same = following?.pause === 0 && voiceOf(card, following, voice) === spoken;
        const speed = speedOf(saying, utterance.speed);
        const next = same ? beginning(utterance.text, place, following) : '';
        yield speakSentence(espeak, { voice: spoken, speed, next }, saying, place);
      }
    },
    read(utterance) {
      const { voice, sayings } = sayingsOf(card, utterance);
      return readText(espeak, sayings, (saying) => voiceOf(card, saying, voice));
    },
    async dispose() {},
  };
}

function sayingsOf(card: ModelCard, utterance: Utterance) {
  const voice = chooseVoice(card, utterance.voice)[0]?.id ?? card.defaultVoice;
  const sayings = script(utterance.text, scriptOptions(utterance, languages(card, voice)));
  return { voice, sayings };
}

/** Each sentence, and the one behind it. */
async function* withFollowing(sayings: AsyncIterable<Saying>) {
  let saying: Saying | undefined;
  for await (const following of sayings) {
    if (saying) yield { saying, following };
    saying = following;
  }
  if (saying) yield { saying, following: undefined };
}

function languages(card: ModelCard, voice: string): Languages {
  return {
    own: languageOf(card, voice),
    voiceLanguage: (tag) => {
      const id = taggedVoice(card, tag)?.[0]?.id;
      return id === undefined ? undefined : languageOf(card, id);
    },
  };
}

function languageOf(card: ModelCard, voice: string): string {
  const [id] = voice.split('+');
  return voicesOf(card).find((known) => known.id === id)?.language ?? 'en-US';
}

/** The voice of a sentence: the one that its tag names, else `usual`, or its like for another language. */
function voiceOf(card: ModelCard, { voice, language }: Saying, usual: string): string {
  const wanted = taggedVoice(card, voice)?.[0]?.id ?? usual;
  const primary = (tag: string) => tag.toLowerCase().split('-')[0];
  if (primary(languageOf(card, wanted)) === primary(language)) return wanted;
  const all = voicesOf(card);
  const other =
    all.find((known) => known.language.toLowerCase() === language.toLowerCase()) ??
    all.find((known) => known.language === primary(language)) ??
    all.find((known) => primary(known.language) === primary(language));
  if (!other) return wanted;
  const [, variant] = wanted.split('+');
  return variant === undefined ? other.id : `${other.id}+${variant}`;
}

/** The blanks behind a sentence and the first word of the next one. */
function beginning(text: string, { to }: Span, { said }: Saying): string {
  const [start = ''] = /^.*?[\p{L}\p{N}]/su.exec(said.text) ?? [];
  const next = sourceSpan(said, 0, said.text.length).from;
  return start && (text.slice(to, next).replace(/\S+/g, '') || ' ') + start;
}

/**
 * `next`: what follows. eSpeak makes a pause only in front of something, so it gets that too, which is cut off again.
 */
function speakSentence(
  espeak: Espeak,
  { voice, speed, next }: { voice: string; speed: number; next: string },
  { said, pronunciations }: Saying,
  place: Span,
): SpokenChunk {
  const { text } = said;
  const given = givenSounds(espeak, pronunciations, voice);
  // Behind given sounds eSpeak takes a full stop before a small letter for a word.
  const whole = text + (given.length > 0 ? next.toUpperCase() : next);
  const speakAt = (wordsPerMinute: number) => {
    const spoken = espeak.synthesize(whole, { voice, wordsPerMinute, given });
    const cut = spoken.words.find(({ at }) => at >= text.length)?.start;
    const samples = spoken.samples.subarray(0, cut && Math.round(cut * spoken.sampleRate));
    return { ...spoken, samples };
  };
  const usual = speakAt(usualPace);
  const { samples, words: pieces } = speed === 1 ? usual : speakAt(paceFor(speed));
  // eSpeak takes a pace as a hint: a short sentence gets too fast, and German too slow.
  const wanted = Math.round(usual.samples.length / speed);
  const tempo = wanted === 0 || samples.length === 0 ? 1 : samples.length / wanted;
  const times = wordTimes(words(text), pieces).map(({ from, to, start, end }) => ({
    ...sourceSpan(said, from, to),
    start: start / tempo,
    end: end / tempo,
  }));
  return {
    samples: stretch(samples, sampleRate, tempo),
    sampleRate,
    ...place,
    words: bySource(times, (one, next) => ({ ...one, end: next.end })),
  };
}

/** The pronunciations that a voice has sounds for; the other words are read as they are written. */
function givenSounds(
  espeak: Espeak,
  pronunciations: readonly Pronunciation[],
  voice: string,
): GivenSounds[] {
  return pronunciations.flatMap(({ from, to, ipa }) => {
    const read = espeak.readIpa(ipa, voice);
    return read ? [{ from, to, mnemonics: read.mnemonics }] : [];
  });
}

/** Hz of eSpeak NG. */
const sampleRate = 22_050;

function silence(seconds: number, span: Span): SpokenChunk {
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  return { samples, sampleRate, ...span, words: [] };
}
