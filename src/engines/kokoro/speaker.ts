import { stretch } from '../../audio/stretch';
import { assert } from '../../base/assert';
import type { ModelCard } from '../../catalog/models';
import { chooseVoice, type VoiceShare } from '../../catalog/voice-choice';
import { kokoroLanguages } from '../../catalog/voices';
import { chunks, type Piece } from '../../text/chunks';
import { within } from '../../text/edits';
import { script, type Saying } from '../../text/script';
import type { Span } from '../../text/sentences';
import { sliceTraced } from '../../text/traced';
import type { Speaker, SpokenChunk, Utterance } from '../engine';
import { scriptOptions, speedOf, taggedVoice, type Languages } from '../saying';
import { hasWords, joinLines, timeWords, toLine, type Line } from './lines';
import { mostTokens, sampleRate, type KokoroModel, type Speech } from './model';
import type { Phonemize } from './phonemizer';
import { givenSymbols } from './pronunciations';
import { readText } from './read-text';
import type { Styles } from './styles';

/** What Kokoro speaks with. */
export type SpeakerParts = {
  card: ModelCard;
  phonemize: Phonemize;
  styles: Styles;
  model: KokoroModel;
  dispose: () => Promise<void>;
};

/** A part of a sentence, and how it is to be said. */
type SaidLine = Line & Piece & { saying: Saying };

export function createKokoroSpeaker(parts: SpeakerParts): Speaker {
  const { card, phonemize, styles, model, dispose } = parts;

  async function read(saying: Saying, span: Span): Promise<SaidLine> {
    const { said, language } = saying;
    const { text } = sliceTraced(said, span.from, span.to);
    const given = givenSymbols(within(saying.pronunciations, span), language);
    const form = text.trim() === '' ? nothing : await phonemize(text, language, given);
    const line = toLine(said, span, { ...form, language });
    return { ...line, tokens: line.ids.length, saying };
  }

  async function* run(
    utterance: Utterance,
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<SpokenChunk, void, undefined> {
    const { text, voice } = utterance;
    const shares = chooseVoice(card, voice);
    let silent = true;

    const pieces = chunks(inManners(sayingsOf(card, utterance)), (saying, span) => {
      signal?.throwIfAborted();
      return read(saying, span);
    });
    for await (const lines of pieces) {
      for await (const chunk of speakLines(lines, { shares, ...utterance }, signal)) {
        silent = false;
        yield chunk;
      }
    }
    if (silent) yield silence(0.1, { from: 0, to: text.length });
  }

  async function* speakLines(
    lines: readonly SaidLine[],
    asked: { shares: VoiceShare[]; speed: number },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<SpokenChunk, void, undefined> {
    const [first] = lines;
    if (!first) return;
    const { pause } = first.saying;
    const line = joinLines(lines);
    if (pause > 0) yield silence(pause, { from: line.from, to: line.from });
    if (hasWords(line)) yield await speakLine(line, first.saying, asked, signal);
  }

  async function speakLine(
    line: Line,
    saying: Saying,
    asked: { shares: VoiceShare[]; speed: number },
    signal: AbortSignal | undefined,
  ): Promise<SpokenChunk> {
    assert(line.ids.length <= mostTokens, 'chunks are within the limit of the model');
    const style = await styles(taggedVoice(card, saying.voice) ?? asked.shares, line.ids.length);
    signal?.throwIfAborted();
    const speed = speedOf(saying, asked.speed);
    const pace = paceFor(speed);
    return toChunk(line, await model(line.ids, style, pace), speed / pace);
  }

  return {
    run,
    read: (utterance) => readText(sayingsOf(card, utterance), phonemize),
    dispose,
  };
}

function sayingsOf(card: ModelCard, utterance: Utterance) {
  const own = languageOf(chooseVoice(card, utterance.voice)[0]?.id ?? '');
  return script(utterance.text, scriptOptions(utterance, languages(card, own)));
}

const nothing = { symbols: '', words: [] };

/** The language of a voice is in its first letter. */
export function languageOf(voice: string): string {
  return kokoroLanguages[voice.charAt(0)] ?? 'en-US';
}

/** What Kokoro can be told to read: of a language that it was not taught, the voice's own takes the place. */
function languages(card: ModelCard, own: string): Languages {
  const taught = [own, ...Object.values(kokoroLanguages)];
  const primary = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';
  const speakable = (tag: string) =>
    taught.find((known) => known.toLowerCase() === tag.toLowerCase()) ??
    taught.find((known) => primary(known) === primary(tag)) ??
    own;
  const voiceLanguage = (voice: string) => {
    const id = taggedVoice(card, voice)?.[0]?.id;
    return id === undefined ? undefined : languageOf(id);
  };
  return { own, speakable, voiceLanguage, among: [...new Set(taught.map(primary))] };
}

/** Sentences that are said in another manner than the one before, or after a pause, get a chunk of their own. */
async function* inManners(sayings: AsyncIterable<Saying>) {
  let before: Saying | undefined;
  for await (const saying of sayings) {
    const { pause, rate, absolute, voice } = saying;
    const same = before?.rate === rate && before.absolute === absolute && before.voice === voice;
    before = saying;
    yield { ...saying, text: saying.said.text, apart: pause > 0 || !same };
  }
}

/**
 * The nearer of the two speeds at which the model's lengths are right; the rest is stretched. Tokens last whole frames
 * and at least one, so that between the two, and above 1, speech is longer or shorter than was asked for.
 */
function paceFor(speed: number): number {
  return speed < Math.SQRT1_2 ? 0.5 : 1;
}

function toChunk(line: Line, { samples, durations }: Speech, tempo: number): SpokenChunk {
  const { from, to } = line;
  const stretched = tempo === 1 ? samples : stretch(samples, sampleRate, tempo);
  const chunk = { samples: stretched, sampleRate, from, to };
  if (!durations) return { ...chunk, words: [] };
  const words = timeWords(line.words, durations, stretched.length / sampleRate);
  return { ...chunk, words, durations };
}

function silence(seconds: number, span: Span): SpokenChunk {
  const samples = new Float32Array(Math.round(seconds * sampleRate));
  return { samples, sampleRate, ...span, words: [] };
}
