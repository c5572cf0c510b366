import { readFileSync } from 'node:fs';
import { englishForm } from '../../../../../src/text/phonemes/english/form';
import { readLexicon } from '../../../../../src/text/phonemes/english/lexicon';

const file = new URL(
  '../../../../../public/hub/sotto/sample-kokoro/resolve/main/lexicon/en-us.json',
  import.meta.url,
);

/** The small American lexicon of the sample model. */
export const sampleJson = readFileSync(file, 'utf8');

const lexicon = readLexicon(sampleJson);

/** The symbols of a text; words that nothing tells stand in angles. */
export function say(text: string): string {
  return sayForm(text).symbols;
}

export function sayForm(text: string, given?: Parameters<typeof englishForm>[2]) {
  const guess = (word: string) => `<${word}>`;
  return englishForm(text, { lexicon, variety: 'american', guess }, given);
}
