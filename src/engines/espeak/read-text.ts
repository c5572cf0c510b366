import { alignWords } from '../../text/phonemes/align-words';
import { phrases } from '../../text/phonemes/phrases';
import type { Saying } from '../../text/script';
import { bySource } from '../../text/source-words';
import { sourceSpan } from '../../text/traced';
import type { Phonemes } from '../engine';
import type { Espeak } from './espeak';

/** Sentences in IPA, as eSpeak NG reads them; `voiceFor` gives the voice of a sentence, whose data is fetched. */
export async function readText(
  espeak: Espeak,
  sayings: AsyncIterable<Saying>,
  voiceFor: (saying: Saying) => string,
): Promise<Phonemes> {
  const lines: string[] = [];
  const words: Phonemes['words'] = [];
  let first: string | undefined;
  for await (const saying of sayings) {
    const { said, language } = saying;
    if (said.text.trim() === '') continue;
    first ??= language;
    const voice = voiceFor(saying);
    await espeak.ensure(voice);
    const ipa = (text: string) => espeak.phonemize(text, voice).replaceAll('^', '');
    let line = '';
    const ranges = phrases(said.text).flatMap((phrase) => {
      line += phrase.before;
      const at = line.length;
      const symbols = ipa(phrase.words.map(({ reading }) => reading).join(' '));
      line += symbols;
      const alone = phrase.words.map(({ reading }) => ipa(reading));
      const parts = alone.join(' ') === symbols ? consecutive(alone) : alignWords(symbols, alone);
      return phrase.words.map(({ from, to }, index) => {
        const { start, end } = parts[index] ?? { start: 0, end: 0 };
        return { ...sourceSpan(said, from, to), start: at + start, end: at + end };
      });
    });
    const own = bySource(ranges, (one, { end }) => ({ ...one, end }));
    for (const { from, to, start, end } of own) {
      words.push({ symbols: line.slice(start, end), from, to });
    }
    if (line !== '') lines.push(line);
  }
  return { symbols: lines.join(' '), words, language: first };
}

/** Where words stand that are joined by a space. */
function consecutive(words: readonly string[]): { start: number; end: number }[] {
  let at = 0;
  return words.map((word) => {
    const start = at;
    at += word.length + 1;
    return { start, end: start + word.length };
  });
}
