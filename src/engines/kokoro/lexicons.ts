import { asSpeechError } from '../../base/errors';
import { readLexicon, type Lexicon } from '../../text/phonemes/english/lexicon';

/** The lexicons of a model, each fetched and read once. */
export type Lexicons = {
  /** Undefined when the model has none for the language (BCP 47), and as long as it could not be had. */
  find: (language: string) => Promise<Lexicon | undefined>;
  /** One sentence for people when a lexicon that was asked for is not here; else empty. */
  note: (language: string) => string;
};

/**
 * `read` gives the file of a language, or undefined where there is none. The first text of a language waits for its
 * lexicon, but no longer than `patience` (ms); what arrives later serves the texts after that.
 */
export function createLexicons(
  read: (language: string) => Promise<Blob> | undefined,
  patience = 3000,
): Lexicons {
  const waiting = new Map<string, Promise<void>>();
  const here = new Map<string, Lexicon>();
  const notes = new Map<string, string>();

  async function begin(language: string, file: Promise<Blob>): Promise<void> {
    const words = `the words of ${language} as Kokoro was taught them`;
    notes.set(language, `While ${words} are downloaded, eSpeak NG guesses them.`);
    try {
      here.set(language, readLexicon(await (await file).text()));
      notes.delete(language);
    } catch (error) {
      const { message } = asSpeechError(error);
      notes.set(language, `eSpeak NG guesses ${words}, which could not be had: ${message}`);
    }
  }

  return {
    async find(language) {
      const file = waiting.has(language) ? undefined : read(language);
      if (file) waiting.set(language, Promise.race([begin(language, file), pause(patience)]));
      await waiting.get(language);
      return here.get(language);
    },
    note: (language) => notes.get(language) ?? '',
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
