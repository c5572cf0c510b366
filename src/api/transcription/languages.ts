/** The languages that Whisper was taught, by its own codes: ISO 639-1, and three letters where there are no two. */
const codes = new Set(
  (
    'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy ' +
    'id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru ' +
    'sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh'
  ).split(' '),
);

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
  return known !== undefined && codes.has(known) ? known : undefined;
}

/** The English name of a language, as OpenAI tells it: in small letters. The code itself where there is none. */
export function languageName(code: string): string {
  if (!codes.has(code)) return code;
  return otherNames[code] ?? names.of(code)?.toLowerCase() ?? code;
}
