import { subtitles } from '../../captions/subtitles';
import type { Segment } from '../../engines/engine';
import type { TranscriptFormat } from './fields';
import type {
  Logprob,
  TranscribedSegment,
  TranscribedWord,
  TranscriptionBody,
  VerboseBody,
} from './schema';
import type { Transcript } from './transcript';

/** What of a transcript an answer tells, and how. */
export type Wanted = {
  format: TranscriptFormat;
  task: 'transcribe' | 'translate';
  /** In `verbose_json`. */
  words: boolean;
  /** In `verbose_json`. */
  segments: boolean;
  /** In `json`. */
  logprobs: boolean;
  /** In the segments of `verbose_json`. */
  wordTimes?: boolean;
  /** How the vendor names a language that has this code. */
  nameLanguage: (code: string) => string;
};

/** Of answers that are text. */
export const textTypes = {
  text: 'text/plain; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
} as const satisfies Partial<Record<TranscriptFormat, string>>;

/** A transcript as the value of an answer: an object of JSON, or the text of a file. */
export function bodyOf(transcript: Transcript, wanted: Wanted): object | string {
  switch (wanted.format) {
    case 'json':
      return plainBody(transcript, wanted);
    case 'verbose_json':
      return verboseBodyOf(transcript, wanted);
    case 'text':
      return transcript.text;
    case 'srt':
    case 'vtt':
      return captions(transcript.segments, wanted.format);
  }
}

/** How a transcript is written into an answer of its own. */
export function writtenAs(wanted: Wanted): { type: string; write: (all: Transcript) => string } {
  const { format } = wanted;
  const isJson = format === 'json' || format === 'verbose_json';
  return {
    type: isJson ? 'application/json' : textTypes[format],
    write: (transcript) => {
      const body = bodyOf(transcript, wanted);
      return typeof body === 'string' ? body : JSON.stringify(body);
    },
  };
}

export function plainBody(
  { text, duration, segments }: Transcript,
  { logprobs }: Wanted,
): TranscriptionBody {
  const own = logprobs ? { logprobs: segments.flatMap(logprobsOf) } : {};
  return { text, ...own, usage: { type: 'duration', seconds: Math.ceil(duration) } };
}

export function verboseBodyOf(transcript: Transcript, wanted: Wanted): VerboseBody {
  const { segments, duration, language } = transcript;
  const { text, usage } = plainBody(transcript, { ...wanted, logprobs: false });
  // As the hosted API, English where nothing was said.
  const answered = wanted.task === 'translate' ? 'en' : (language?.code ?? 'en');
  return {
    task: wanted.task,
    language: wanted.nameLanguage(answered),
    duration: ms(duration),
    text,
    ...(wanted.segments
      ? { segments: segments.map((segment, id) => segmentOf(segment, id, wanted)) }
      : {}),
    ...(wanted.words ? { words: inOrder(segments.flatMap(wordsOf)) } : {}),
    usage,
    ...(language ? { sotto: detected(language, segments) } : {}),
  };
}

function detected(
  { code, probability }: NonNullable<Transcript['language']>,
  segments: readonly Segment[],
): NonNullable<VerboseBody['sotto']> {
  return {
    language: code,
    language_probability: probability,
    interpolated: segments.some(({ interpolated }) => interpolated),
  };
}

/** The probabilities of a segment's words, which have to be asked for. */
export function logprobsOf({ words }: Segment): Logprob[] {
  const encoder = new TextEncoder();
  return words.map(({ text, probability }) => ({
    token: text,
    // JSON has no -Infinity.
    logprob: Math.log(Math.max(probability, Number.MIN_VALUE)),
    bytes: [...encoder.encode(text)],
  }));
}

function segmentOf(
  segment: Segment,
  id: number,
  { wordTimes = false }: Wanted,
): TranscribedSegment {
  return {
    id,
    seek: Math.round(100 * segment.start),
    start: ms(segment.start),
    end: ms(segment.end),
    text: segment.text,
    tokens: segment.tokens,
    temperature: segment.temperature,
    avg_logprob: segment.averageLogProb,
    compression_ratio: segment.compressionRatio,
    no_speech_prob: segment.noSpeech,
    ...(segment.channel === undefined ? {} : { channel: segment.channel }),
    ...(wordTimes ? { words: surenessOf(segment) } : {}),
  };
}

export function surenessOf(segment: Segment): NonNullable<TranscribedSegment['words']> {
  return wordsOf(segment).map((word, i) => ({
    ...word,
    probability: segment.words[i]?.probability ?? 0,
  }));
}

function wordsOf({ words, channel }: Segment): TranscribedWord[] {
  return words.map(({ text, start, end }) => ({
    word: text.trim(),
    start: ms(start),
    end: ms(end),
    ...(channel === undefined ? {} : { channel }),
  }));
}

/** People on channels of their own talk at the same time. */
function inOrder(words: TranscribedWord[]): TranscribedWord[] {
  return words.toSorted((one, other) => one.start - other.start);
}

/** A caption for each segment, as OpenAI's. */
function captions(segments: readonly Segment[], format: 'srt' | 'vtt'): string {
  const cues = segments.flatMap(({ start, end, text }) => {
    const line = text.trim();
    return line === '' ? [] : [{ start, end, from: 0, to: line.length, lines: [line] }];
  });
  return subtitles(format, cues);
}

export function ms(seconds: number): number {
  return Math.round(1000 * seconds) / 1000;
}
