import { fromOrigin } from '../espeak/data';
import { loadEspeak } from '../espeak/espeak';
import { spokenForm, type GivenSymbols, type SpokenForm } from '../espeak/phonemizer';

/** The symbols of a text in a language (BCP 47); `given` are spans of the text whose symbols are known. */
export type Phonemize = (
  text: string,
  language: string,
  given?: readonly GivenSymbols[],
) => Promise<SpokenForm>;

/** Reads texts for Kokoro; `base` is the app's URL with a slash at its end, `language` is made ready at once. */
export async function loadPhonemizer(base: string, language: string): Promise<Phonemize> {
  const espeak = await loadEspeak(fromOrigin(base));
  await espeak.ensure(language.toLowerCase());
  return async (text, language, given) => {
    await espeak.ensure(language.toLowerCase());
    return spokenForm(espeak, text, language, given);
  };
}
