import { whisperLanguages } from '../../catalog/whisper-languages';

/** Chromium knows no names for these. */
const ownNames: Readonly<Record<string, string>> = { ba: 'Bashkir', bo: 'Tibetan' };
const names = new Intl.DisplayNames('en', { type: 'language' });

/** English name of a language; the code itself where the browser knows none. */
export function languageName(code: string): string {
  try {
    return ownNames[code] ?? names.of(code) ?? code;
  } catch {
    // A service may tell the language by its name.
    return code;
  }
}

/** Code and name of each language, by name. */
export const transcriptionLanguages: readonly { code: string; name: string }[] = [
  ...whisperLanguages,
]
  .map((code) => ({ code, name: languageName(code) }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));
