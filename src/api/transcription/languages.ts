import { whisperLanguages } from '../../catalog/whisper-languages';

/** Codes of ISO 639-1 that Whisper has under another name. */
const otherCodes: Readonly<Record<string, string>> = { jv: 'jw', nb: 'no', fil: 'tl' };

/** The names that Whisper's tokenizer has, where they are not the usual ones. */
const otherNames: Readonly<Record<string, string>> = {
  bn: 'bengali',
  ht: 'haitian creole',
  jw: 'javanese',
  mi: 'maori',
  my: 'myanmar',
  nn: 'nynorsk',
  tl: 'tagalog',
  yue: 'cantonese',
};

const names = new Intl.DisplayNames('en', { type: 'language' });

/** Whisper's code for a language that a caller names by its code; undefined for one that it does not know. */
export function whisperLanguage(code: string): string | undefined {
  const wanted = code.trim().toLowerCase();
  const known = Object.hasOwn(otherCodes, wanted) ? otherCodes[wanted] : wanted;
  return known !== undefined && whisperLanguages.has(known) ? known : undefined;
}

/** The English name of a language, as OpenAI tells it: in small letters. The code itself where there is none. */
export function languageName(code: string): string {
  if (!whisperLanguages.has(code)) return code;
  return otherNames[code] ?? names.of(code)?.toLowerCase() ?? code;
}
