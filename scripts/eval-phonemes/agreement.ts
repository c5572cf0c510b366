import { loadEspeak } from '../../src/engines/espeak/espeak';
import { spokenForm, symbolsOf } from '../../src/engines/espeak/phonemizer';
import { englishForm } from '../../src/text/phonemes/english/form';
import { readLexicon } from '../../src/text/phonemes/english/lexicon';
import type { Variety } from '../../src/text/phonemes/english/sounds';
import { readPack } from '../../tests/unit/engines/espeak/packs';
import { inflectedForms } from './inflected-forms';
import { sample } from './sample';

/** Of `words`, how many came out as the lexicon has them, and how many would without stress marks. */
export type Agreement = { what: string; words: number; exact: number; near: number };

type Options = { language: string; variety: Variety };

const sampleSize = 1500;

/** Compares Sotto's readings with a lexicon of misaki, given as its JSON. */
export async function measure(json: string, { language, variety }: Options): Promise<Agreement[]> {
  const espeak = await loadEspeak(readPack);
  await espeak.ensure(language.toLowerCase());
  const lexicon = readLexicon(json);
  const all = new Map(Object.entries(JSON.parse(json) as Record<string, Taught>));

  const guessed = sample([...all], sampleSize).map(([word, taught]) => ({
    taught: defaultOf(taught),
    said: spokenForm(espeak, word, language).symbols,
  }));

  const heldOut = sample(inflectedForms(all), sampleSize).map((word) => {
    const without = { find: (other: string) => (other === word ? undefined : lexicon.find(other)) };
    const guess = (other: string) => symbolsOf(espeak, other, language);
    return {
      taught: defaultOf(all.get(word) ?? ''),
      said: englishForm(word, { lexicon: without, variety, guess }).symbols,
    };
  });

  return [
    agreement('without the lexicon', guessed),
    agreement('with it, inflected forms that are held out from it', heldOut),
  ];
}

export type Taught = string | Record<string, string | null>;

function defaultOf(taught: Taught): string {
  return typeof taught === 'string' ? taught : (taught['DEFAULT'] ?? '');
}

function agreement(what: string, words: readonly { taught: string; said: string }[]): Agreement {
  return {
    what,
    words: words.length,
    exact: words.filter(({ taught, said }) => said === taught).length,
    near: words.filter(({ taught, said }) => unstressed(said) === unstressed(taught)).length,
  };
}

function unstressed(symbols: string): string {
  return symbols.replace(/[ ˈˌ]/g, '');
}
