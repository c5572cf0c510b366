import { lazy } from '../base/lazy';

/** Scripts that one language or few are written in; the first language is meant unless a likely one is among them. */
const scripts: readonly (readonly [RegExp, readonly string[]])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, ['ja']],
  [/\p{sc=Hangul}/gu, ['ko']],
  [/\p{sc=Han}/gu, ['zh', 'yue', 'ja']],
  [/\p{sc=Devanagari}/gu, ['hi', 'mr', 'ne', 'kok']],
  [/\p{sc=Bengali}/gu, ['bn', 'as']],
  [/\p{sc=Tamil}/gu, ['ta']],
  [/\p{sc=Telugu}/gu, ['te']],
  [/\p{sc=Gujarati}/gu, ['gu']],
  [/\p{sc=Gurmukhi}/gu, ['pa']],
  [/\p{sc=Kannada}/gu, ['kn']],
  [/\p{sc=Malayalam}/gu, ['ml']],
  [/\p{sc=Thai}/gu, ['th']],
  [/\p{sc=Georgian}/gu, ['ka']],
  [/\p{sc=Armenian}/gu, ['hy', 'hyw']],
  [/\p{sc=Hebrew}/gu, ['he']],
  [/\p{sc=Arabic}/gu, ['ar', 'fa', 'ur', 'sd', 'ug', 'ku']],
  [/\p{sc=Greek}/gu, ['el', 'grc']],
  [/\p{sc=Cyrillic}/gu, ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'tt', 'ba', 'cv']],
  [/\p{sc=Latin}/gu, []],
];

/** Letters that a language with this script has and the others don't. */
const telling: readonly (readonly [RegExp, string])[] = [
  [/[ٹڈڑںےہ]/u, 'ur'],
  [/[پچژگ]/u, 'fa'],
  [/[іїєґ]/iu, 'uk'],
  [/[ђћџљњј]/iu, 'sr'],
  [/[ыэё]/iu, 'ru'],
];

/** What a text may be in. */
export type LanguageHints = {
  /** BCP 47: taken where nothing speaks against it, with its region. */
  likely: string;
  /** Primary subtags that come into question; all when missing. */
  among?: readonly string[] | undefined;
};

/** Too few letters to tell Latin languages apart. */
const fewestLetters = 20;

/**
 * The language (BCP 47) of a sentence: its script decides first, in Latin script statistics of its letters, where there
 * are enough of them. In Cyrillic and Arabic script, letters that only one language has.
 */
export async function detectLanguage(text: string, hints: LanguageHints): Promise<string> {
  const languages = scriptLanguages(text);
  if (languages === undefined) return hints.likely;
  return languages.length > 0 ? byScript(text, languages, hints) : byLetters(text, hints);
}

function byScript(text: string, languages: readonly string[], hints: LanguageHints): string {
  const { likely, among } = hints;
  const primary = primaryOf(likely);
  const told = telling.find(([letters, one]) => languages.includes(one) && letters.test(text))?.[1];
  if (languages.includes(primary) && (told === undefined || told === primary)) return likely;
  const found = told ?? languages[0] ?? likely;
  return among === undefined || among.includes(found) ? found : likely;
}

async function byLetters(text: string, { likely, among }: LanguageHints): Promise<string> {
  const primary = primaryOf(likely);
  const usual = latinOr(likely, 'en');
  if ((text.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return usual;
  const detectAll = await detector();
  const found = detectAll(text.slice(0, 1000), among ? { only: [...among] } : {});
  const best = clearest(found, primary);
  return best === undefined || best === primary ? usual : best;
}

/** The language with the highest score, if that is far above the score of the likely one. */
function clearest(found: readonly { lang: string; accuracy: number }[], likely: string) {
  const rival = found.find(({ lang }) => lang === likely)?.accuracy ?? 0;
  const best = found.find(({ lang }) => isLatin(lang));
  return best && best.accuracy >= Math.max(leastScore, lead * rival) ? best.lang : undefined;
}

function primaryOf(language: string): string {
  return language.split('-')[0] ?? language;
}

/** As `detectLanguage`, by the script alone. */
export function languageByScript(text: string, likely: string): string {
  const languages = scriptLanguages(text);
  if (languages === undefined) return likely;
  return languages.length > 0 ? byScript(text, languages, { likely }) : latinOr(likely, 'en');
}

function latinOr(likely: string, other: string): string {
  return isLatin(primaryOf(likely)) ? likely : other;
}

/** The languages of the script that most letters are in; none for Latin, undefined without letters. */
function scriptLanguages(text: string): readonly string[] | undefined {
  let most = 0;
  let found: readonly string[] | undefined;
  for (const [script, languages] of scripts) {
    const count = text.match(script)?.length ?? 0;
    // Kanji outnumber kana, and a word of Latin letters has more of them than one in characters.
    const weight = languages[0] === 'ja' ? 4 : languages[0] === 'zh' ? 3 : 1;
    if (count * weight > most) [most, found] = [count * weight, languages];
  }
  return found;
}

/** Whether a language is not written in one of the other scripts. */
function isLatin(primary: string): boolean {
  return !scripts.some(([, languages]) => languages.includes(primary));
}

const detector = lazy(async () => (await import('tinyld/light')).detectAll);

/** The score that the detector's best language must have, and how many times that of the likely one. */
const leastScore = 0.05;
const lead = 1.4;
