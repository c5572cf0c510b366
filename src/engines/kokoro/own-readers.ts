import { SpeechError } from '../../base/errors';
import { lazy } from '../../base/lazy';
import type { ReadDictionary } from '../../text/phonemes/japanese/open-japanese';
import type { ReadLatin } from '../../text/phonemes/pieces';
import type { GivenSymbols, SpokenForm } from '../espeak/phonemizer';

/** Reads a text of one language; what stands in Latin letters is left to `readLatin`. */
export type ReadText = (
  text: string,
  readLatin: ReadLatin,
  given: readonly GivenSymbols[],
) => SpokenForm;

/**
 * The readers of languages that eSpeak NG does not read for Kokoro, by the language (the first part of a BCP 47 tag). A
 * reader and its data are loaded when they are first asked for; `read` gives the files of the Japanese dictionary.
 */
export function createOwnReaders(
  read: ReadDictionary,
): ReadonlyMap<string, () => Promise<ReadText>> {
  const japanese = lazy(async (): Promise<ReadText> => {
    const [{ openJapanese }, { spokenJapanese }] = await Promise.all([
      import('../../text/phonemes/japanese/open-japanese'),
      import('../../text/phonemes/japanese/spoken-japanese'),
    ]);
    const analyse = await openJapanese(read);
    return (text, readLatin, given) => spokenJapanese(analyse, text, readLatin, given);
  });
  const mandarin = lazy(async (): Promise<ReadText> => {
    const { spokenMandarin } = await import('../../text/phonemes/mandarin/spoken-mandarin');
    return spokenMandarin;
  });
  return new Map([
    ['ja', japanese],
    ['zh', mandarin],
  ]);
}

/** Reads the dictionary from the app's own origin; `base` is the app's URL with a slash at its end. */
export function dictionaryFromOrigin(base: string): ReadDictionary {
  return async (name) => {
    const answer = await fetch(new URL(`kuromoji/${name}`, base)).catch(unreadable);
    if (!answer.ok) return unreadable(`status ${answer.status}`);
    return answer.arrayBuffer().catch(unreadable);
  };
}

function unreadable(cause: unknown): never {
  throw new SpeechError(
    'engine_unavailable',
    'The Japanese dictionary is not on this device yet and could not be fetched. Try again when the network is back.',
    { cause },
  );
}
