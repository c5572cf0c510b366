import { givenSymbols } from './pronunciations';
import type { Saying } from '../../text/script';
import { sourceSpan } from '../../text/traced';
import { bySource } from '../../text/source-words';
import type { Phonemes } from '../engine';
import type { Phonemize } from './phonemizer';
import { asTaught } from './taught-symbols';

/** Sentences in the symbols that the model gets for them, each with a space behind the one before. */
export async function readText(
  sayings: AsyncIterable<Saying>,
  phonemize: Phonemize,
): Promise<Phonemes> {
  const lines: string[] = [];
  const words: Phonemes['words'] = [];
  let first: string | undefined;
  for await (const { said, language, pronunciations } of sayings) {
    if (said.text.trim() === '') continue;
    first ??= language;
    const form = await phonemize(said.text, language, givenSymbols(pronunciations, language));
    const symbols = asTaught(form.symbols, language);
    const ranges = form.words.map((word) => ({ ...word, ...sourceSpan(said, word.from, word.to) }));
    const own = bySource(ranges, (one, { end }) => ({ ...one, end }));
    for (const { from, to, start, end } of own) {
      words.push({ symbols: symbols.slice(start, end), from, to });
    }
    if (symbols !== '') lines.push(symbols);
  }
  return { symbols: lines.join(' '), words, language: first };
}
