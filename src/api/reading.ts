import { kokoroLanguages } from '../catalog/voices';
import type { ReadingOptions } from '../engines/engine';
import { z } from './zod';

/** A BCP 47 tag, or `auto`. */
export const languageTag = z
  .string()
  .max(35, 'expected at most 35 characters')
  .refine(isLanguageTag, 'expected a BCP 47 tag such as en-US, or auto');

const atMost = (length: number) => z.string().max(length, `expected at most ${length} characters`);
const mostEntries = 200;

const entry = z
  .object({
    word: atMost(100).regex(/[\p{L}\p{N}]/u, 'expected a word with a letter or digit'),
    replacement: atMost(500).optional(),
    ipa: atMost(200).optional().openapi({ description: 'It goes before `replacement`.' }),
    language: languageTag.optional().openapi({
      description: 'The entry is for this language only; without a region, for all its regions.',
    }),
    case_sensitive: z.boolean().default(false),
  })
  .refine(
    ({ replacement, ipa }) => replacement !== undefined || ipa !== undefined,
    'expected a replacement or ipa beside the word',
  );

const markups = ['any', 'kugelaudio', 'none'] as const;

/** How a text is to be read: what the extension object of a speech request has for it. */
export const readingFields = {
  language: languageTag.optional().openapi({
    description:
      'BCP 47: what the text is read as; `auto` finds the language of each sentence. Left out, it is that of the voice. Of a language that the model cannot speak, that of the voice takes the place.',
    example: 'en-GB',
  }),
  markup: z
    .union([z.boolean(), z.enum(markups)], {
      error: "expected true, false, or one of 'any', 'kugelaudio', 'none'",
    })
    .optional()
    .openapi({
      description:
        'Which tags in the text are obeyed: all that are known (`any`, true, the default), those of KugelAudio, or none (false).',
    }),
  normalize: z.boolean().optional().openapi({
    description: 'Whether numbers, dates, signs and abbreviations are read as words. They are.',
  }),
  dictionary: z
    .array(entry)
    .max(mostEntries, `expected at most ${mostEntries} entries`)
    .optional()
    .openapi({
      description: 'How some words are said: in other words, or in IPA.',
      example: [{ word: 'Nginx', replacement: 'engine x' }],
    }),
  emoji: z
    .enum(['off', 'names'])
    .optional()
    .openapi({ description: 'Emoji are left out, or said by their names. They are left out.' }),
};

/** Kokoro-FastAPI's names for two of them; our own go before these. */
export const kokoroFastApiFields = {
  lang_code: z
    .string()
    .refine(
      (code) => Object.hasOwn(kokoroLanguages, code) || isLanguageTag(code),
      `expected one of ${Object.keys(kokoroLanguages).join(', ')}, or a BCP 47 tag such as en-US`,
    )
    .nullish()
    .openapi({
      description:
        'As in Kokoro-FastAPI, a letter: a is American English, b British, e Spanish, f French, h Hindi, i Italian, j Japanese, p Portuguese, z Mandarin. A BCP 47 tag does as well.',
    }),
  normalization_options: z
    .object({ normalize: z.boolean().optional() })
    .nullish()
    .openapi({ description: 'As in Kokoro-FastAPI; its other options are ignored.' }),
};

type Extension = z.infer<z.ZodObject<typeof readingFields>>;
type KokoroFastApi = z.infer<z.ZodObject<typeof kokoroFastApiFields>>;

/** What a request says about its reading, without any vendor's words; undefined when it says nothing. */
export function readingOf(
  { language, markup, normalize, dictionary, emoji }: Extension = {},
  { lang_code, normalization_options }: KokoroFastApi = {},
): ReadingOptions | undefined {
  const said: ReadingOptions = {
    language: language ?? (lang_code ? (kokoroLanguages[lang_code] ?? lang_code) : undefined),
    markup: typeof markup === 'boolean' ? (markup ? 'any' : 'none') : markup,
    normalise: normalize ?? normalization_options?.normalize,
    dictionary: dictionary?.map(({ case_sensitive, word, ...rest }) => ({
      word,
      caseSensitive: case_sensitive,
      ...defined(rest),
    })),
    emoji,
  };
  return Object.values(said).some((value) => value !== undefined) ? said : undefined;
}

/** Without the fields that were left out. */
function defined<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}

function isLanguageTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== '';
  } catch {
    return tag === 'auto';
  }
}
