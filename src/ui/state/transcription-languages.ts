import { whisperLanguages } from '../../catalog/whisper-languages';

const names = new Intl.DisplayNames('en', { type: 'language' });

/** English name of a language; the code itself where the browser knows none. */
export function languageName(code: string): string {
  try {
    return names.of(code) ?? code;
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
