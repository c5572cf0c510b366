import type { Dictionary } from './dictionary';
import { carried, sparing, within, withoutGaps } from './edits';
import { nameEmoji, type EmojiReading } from './emoji';
import { detectLanguage } from './language';
import { markdownMarks } from './markup/markdown';
import { passages } from './markup/markup';
import type { Manner, Passage } from './markup/passage';
import type { Markup } from './markup/spellings';
import { rulesFor } from './normalise/languages/table';
import { normalise } from './normalise/normalise';
import { readingOf } from './readings';
import { sentences, type Span } from './sentences';
import {
  joinTraced,
  replaceTraced,
  sliceTraced,
  standIn,
  sourceSpan,
  type Replacement,
  type Traced,
} from './traced';

export type ScriptOptions = {
  /** BCP 47: the language of what does not tell its own. */
  language: string;
  /** Finds the language of each sentence; `among`: primary subtags that come into question. */
  detect?: { among?: readonly string[] | undefined } | undefined;
  /** The language (BCP 47) that takes the place of one; itself unless told. */
  speakable?: ((language: string) => string) | undefined;
  /** The language of a voice that a tag names; undefined for one that is not there. */
  voiceLanguage?: ((voice: string) => string | undefined) | undefined;
  markup?: Markup | undefined;
  /** Whether numbers and signs become words; without, the text is only cut. */
  normalise?: boolean | undefined;
  dictionary?: Dictionary | undefined;
  /** Emoji are silent unless told, where signs become words. */
  emoji?: EmojiReading | undefined;
};

/** Words that are said in a certain way, in IPA. */
export type Pronunciation = Span & { ipa: string };

/** A sentence to be said. One without words is a pause at the end. */
export type Saying = Pick<Manner, 'rate' | 'absolute' | 'voice'> & {
  /** What is said; it knows where each character came from. */
  said: Traced;
  /** BCP 47. */
  language: string;
  /** Seconds of silence before it. */
  pause: number;
  /** In order; offsets in `said`. */
  pronunciations: Pronunciation[];
};

/** The sentences of a text as they are to be said, made while they are asked for, in linear time. */
export async function* script(
  text: string,
  options: ScriptOptions,
): AsyncGenerator<Saying, void, undefined> {
  for (const passage of passages(text, options.markup)) {
    let { pause } = passage;
    const language = languageOf(passage, options);
    const ready = await readMarks(passage, language);
    for (const sentence of sentences(ready.text.text)) {
      yield {
        ...(await saySentence(ready, sentence, { ...options, language })),
        ...mannerOf(passage),
        pause,
      };
      pause = 0;
    }
    if (pause > 0) {
      yield { said: ready.text, language, pronunciations: [], ...mannerOf(passage), pause };
    }
  }
}

function languageOf({ language, voice }: Passage, options: ScriptOptions): string {
  const own = voice === undefined ? undefined : options.voiceLanguage?.(voice);
  const told = language ?? own ?? options.language;
  return options.speakable?.(told) ?? told;
}

function mannerOf({ rate, absolute, voice }: Passage) {
  return { rate, absolute, voice };
}

/** A text with parts that are to be left as they are; those with `ipa` are pronounced so. */
type Ready = { text: Traced; fixed: (Span & { ipa?: string })[] };

/** The text of a passage without what is left of Markdown, and with the readings that its marks ask for. */
async function readMarks({ text, marks }: Passage, language: string): Promise<Ready> {
  const rules = marks.some(({ as }) => as !== 'ipa') ? await rulesOrEnglish(language) : undefined;
  const readings: Replacement[] = [];
  const kept: (Span & { ipa?: string })[] = [];
  let at = 0;
  for (const mark of marks) {
    const { from, to } = mark;
    if (from < at) continue;
    const say = rules && readingOf(mark, text.text.slice(from, to), rules);
    if (say !== undefined) readings.push({ from, to, say });
    if (say !== undefined || mark.as === 'ipa') {
      kept.push({ from, to, ...(mark.as === 'ipa' && { ipa: mark.ipa }) });
      at = to;
    }
  }
  const markdown = sparing(markdownMarks(text.text), kept);
  const edits = withoutGaps(inOrder([...markdown, ...readings]), text.text);
  if (edits.length === 0) return { text, fixed: kept };
  return { text: replaceTraced(text, edits), fixed: carriedThrough(kept, edits) };
}

/** As `carried`, for spans that may be replaced themselves. */
function carriedThrough<S extends Span>(spans: readonly S[], edits: readonly Replacement[]): S[] {
  const starts = carried(
    spans.map((span) => ({ ...span, to: span.from })),
    edits,
  );
  const ends = carried(
    spans.map((span) => ({ ...span, from: span.to })),
    edits,
  );
  return starts.map((span, index) => ({ ...span, to: ends[index]?.to ?? span.to }));
}

async function rulesOrEnglish(language: string) {
  return (await rulesFor(language)) ?? (await rulesFor('en'));
}

async function saySentence(ready: Ready, span: Span, options: ScriptOptions) {
  const fixed = within(ready.fixed, span);
  const sentence = sliceTraced(ready.text, span.from, span.to);
  const language = await sentenceLanguage(sentence.text, options);
  const matches = sparing(options.dictionary?.(sentence.text, language) ?? [], fixed);
  const own = matches.flatMap(({ from, to, entry }): Replacement[] =>
    entry.ipa === undefined && entry.replacement !== undefined
      ? [{ from, to, say: entry.replacement }]
      : [],
  );
  const given = matches.flatMap(({ from, to, entry }) =>
    entry.ipa === undefined ? [] : [{ from, to, ipa: entry.ipa }],
  );
  const spared = inOrder([...fixed, ...own, ...given]);
  const found = await rewritten(sentence.text, language, options);
  const edits = withoutGaps(inOrder([...sparing(found, spared), ...own]), sentence.text);
  const pronounced = inOrder([...fixed, ...given]).filter(({ ipa }) => ipa !== undefined);
  return {
    said: ended(replaceTraced(sentence, edits), ready.text.text.slice(span.to, span.to + 200)),
    language,
    pronunciations: carried(pronounced, edits) as Pronunciation[],
  };
}

async function rewritten(text: string, language: string, options: ScriptOptions) {
  if (options.normalise === false) return [];
  const edits = await normalise(text, language);
  return options.emoji === 'names' ? nameEmoji(edits, text, language) : edits;
}

async function sentenceLanguage(text: string, options: ScriptOptions): Promise<string> {
  const { language: likely, detect, speakable } = options;
  if (!detect) return likely;
  const found = await detectLanguage(text, { likely, among: detect.among });
  return speakable?.(found) ?? found;
}

function inOrder<S extends Span>(spans: S[]): S[] {
  return spans.sort((one, other) => one.from - other.from);
}

/** With a full stop where a line ends without one, so that a list is read with pauses. */
function ended(sentence: Traced, after: string): Traced {
  const { text } = sentence;
  if (!/[\p{L}\p{N}]["'’”»)\]]*$/u.test(text) || !/^\s*?[\r\n\u2028\u2029]/u.test(after))
    return sentence;
  const place = sourceSpan(sentence, text.length, text.length);
  return joinTraced([sentence, standIn('.', place)]);
}
