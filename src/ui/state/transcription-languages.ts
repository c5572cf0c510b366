/** The languages that Whisper was taught, by its own codes: ISO 639-1, and three letters where there are no two. */
const codes =
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id ' +
  'is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd ' +
  'si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh';

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
export const transcriptionLanguages: readonly { code: string; name: string }[] = codes
  .split(' ')
  .map((code) => ({ code, name: languageName(code) }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));
