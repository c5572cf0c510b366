import { englishForm } from '../../text/phonemes/english/form';
import { fromOrigin } from '../espeak/data';
import { loadEspeak, type Espeak } from '../espeak/espeak';
import {
  knownSymbols,
  spokenForm,
  symbolsOf,
  type GivenSymbols,
  type SpokenForm,
} from '../espeak/phonemizer';
import type { Lexicons } from './lexicons';

/**
 * The symbols of a text in a language (BCP 47). `given` are spans of it whose symbols are known, in order and without
 * overlaps; what Kokoro does not know of their symbols is left out.
 */
export type Phonemize = (
  text: string,
  language: string,
  given?: readonly GivenSymbols[],
) => Promise<SpokenForm>;

/**
 * Reads texts for Kokoro; `base` is the app's URL with a slash at its end, `language` is made ready at once. English is
 * read from its lexicon, and by eSpeak NG as long as that is not here.
 */
export async function loadPhonemizer(
  base: string,
  { language, lexicons }: { language: string; lexicons: Promise<Lexicons> },
): Promise<Phonemize> {
  const espeak = await loadEspeak(fromOrigin(base));
  await espeak.ensure(language.toLowerCase());
  return async (text, language, given = []) => {
    const known = given.map((span) => ({ ...span, symbols: knownSymbols(span.symbols) }));
    await espeak.ensure(language.toLowerCase());
    if (language === 'en-US' || language === 'en-GB') {
      return readEnglish(text, known, { espeak, language, lexicons: await lexicons });
    }
    return spokenForm(espeak, text, language, known);
  };
}

type English = { espeak: Espeak; language: 'en-US' | 'en-GB'; lexicons: Lexicons };

async function readEnglish(
  text: string,
  given: readonly GivenSymbols[],
  { espeak, language, lexicons }: English,
): Promise<SpokenForm> {
  const lexicon = await lexicons.find(language);
  if (!lexicon) return spokenForm(espeak, text, language, given);
  const variety = language === 'en-GB' ? 'british' : 'american';
  const guess = (word: string) => symbolsOf(espeak, word, language);
  return englishForm(text, { lexicon, variety, guess }, given);
}
