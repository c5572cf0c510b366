import { alignWords } from '../../text/phonemes/align-words';
import { phrases, type PhraseWord } from '../../text/phonemes/phrases';
import type { Saying } from '../../text/script';
import { bySource } from '../../text/source-words';
import { sourceSpan } from '../../text/traced';
import type { Phonemes } from '../engine';
import type { Espeak } from './espeak';
import { runs } from './phonemizer';

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
    const { said, language, pronunciations } = saying;
    if (said.text.trim() === '') continue;
    first ??= language;
    const voice = voiceFor(saying);
    await espeak.ensure(voice);
    const ipa = (text: string) => espeak.phonemize(text, voice).replaceAll('^', '');
    const given = pronunciations.flatMap(({ from, to, ipa: written }) => {
      const read = espeak.readIpa(written, voice);
      return read ? [{ from, to, symbols: read.ipa }] : [];
    });
    const read = (run: readonly PhraseWord[]) => {
      const alone = run.map((word) => word.given ?? ipa(word.reading));
      // Several words may be said together (`of the`).
      const symbols = run[0]?.given ?? ipa(run.map(({ reading }) => reading).join(' '));
      const parts = alone.join(' ') === symbols ? consecutive(alone) : alignWords(symbols, alone);
      return { symbols, parts };
    };
    let line = '';
    const ranges = phrases(said.text, given).flatMap(({ before, words: own }) => {
      line += before;
      return runs(own).flatMap((run, place) => {
        if (place > 0) line += ' ';
        const at = line.length;
        const { symbols, parts } = read(run);
        line += symbols;
        return run.map(({ from, to }, index) => {
          const { start, end } = parts[index] ?? { start: 0, end: 0 };
          return { ...sourceSpan(said, from, to), start: at + start, end: at + end };
        });
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
