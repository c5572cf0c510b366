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
import { createOwnReaders, dictionaryFromOrigin } from './own-readers';

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
 * read from its lexicon, and by eSpeak NG as long as that is not here; Japanese and Mandarin have readers of their own.
 */
export async function loadPhonemizer(
  base: string,
  { language, lexicons }: { language: string; lexicons: Promise<Lexicons> },
): Promise<Phonemize> {
  const espeak = await loadEspeak(fromOrigin(base));
  const ownReaders = createOwnReaders(dictionaryFromOrigin(base));
  const ownReader = (tag: string) => ownReaders.get(tag.split('-')[0] ?? '');
  await (ownReader(language)?.() ?? espeak.ensure(language.toLowerCase()));
  return async (text, tag, given = []) => {
    const known = given.map((span) => ({ ...span, symbols: knownSymbols(span.symbols) }));
    const loadReader = ownReader(tag);
    if (loadReader) {
      const readEnglish = await englishReader(espeak, 'en-US', await lexicons);
      const read = await loadReader();
      return read(text, (word) => readEnglish(word, []).symbols, known);
    }
    if (tag === 'en-US' || tag === 'en-GB') {
      return (await englishReader(espeak, tag, await lexicons))(text, known);
    }
    await espeak.ensure(tag.toLowerCase());
    return spokenForm(espeak, text, tag, known);
  };
}

type ReadEnglish = (text: string, given: readonly GivenSymbols[]) => SpokenForm;

async function englishReader(
  espeak: Espeak,
  language: 'en-US' | 'en-GB',
  lexicons: Lexicons,
): Promise<ReadEnglish> {
  await espeak.ensure(language.toLowerCase());
  const lexicon = await lexicons.find(language);
  if (!lexicon) return (text, given) => spokenForm(espeak, text, language, given);
  const variety = language === 'en-GB' ? 'british' : 'american';
  const guess = (word: string) => symbolsOf(espeak, word, language);
  return (text, given) => englishForm(text, { lexicon, variety, guess }, given);
}
