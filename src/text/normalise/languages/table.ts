import { lazy } from '../../../base/lazy';
import type { LanguageRules } from './rules';

type MakeRules = (language: string) => LanguageRules;

const germanic = async () => (await import('./germanic')).germanic;
const latinSlavic = async () => (await import('./slavic-latin')).latinSlavic;
const cyrillicSlavic = async () => (await import('./slavic-cyrillic')).cyrillicSlavic;
const european = async () => (await import('./european')).european;
const westernAsian = async () => (await import('./western-asian')).westernAsian;
const indic = async () => (await import('./indic')).indic;
const asian = async () => (await import('./asian')).asian;

/** Primary subtag of BCP 47 → the language's rules, fetched when they are first needed. */
const languages: Readonly<Record<string, () => Promise<MakeRules>>> = {
  de: async () => (await import('./de')).german,
  en: async () => (await import('./en')).english,
  es: async () => (await import('./es')).spanish,
  fr: async () => (await import('./fr')).french,
  hi: async () => (await import('./hi')).hindi,
  it: async () => (await import('./it')).italian,
  ja: async () => (await import('./ja')).japanese,
  pt: async () => (await import('./pt')).portuguese,
  zh: async () => (await import('./zh')).chinese,
  yue: async () => (await import('./zh')).chinese,
  nl: germanic,
  sv: germanic,
  da: germanic,
  no: germanic,
  nb: germanic,
  pl: latinSlavic,
  cs: latinSlavic,
  sk: latinSlavic,
  sl: latinSlavic,
  bg: cyrillicSlavic,
  hr: latinSlavic,
  sr: cyrillicSlavic,
  ru: cyrillicSlavic,
  uk: cyrillicSlavic,
  fi: european,
  hu: european,
  ro: european,
  el: european,
  tr: european,
  ar: westernAsian,
  he: westernAsian,
  fa: westernAsian,
  ur: westernAsian,
  bn: indic,
  ta: indic,
  vi: asian,
  ko: asian,
  th: asian,
  id: asian,
  ms: asian,
};

/** The languages that have rules. */
export const knownLanguages: readonly string[] = Object.keys(languages);

/** The rules of a language (BCP 47; its region matters); undefined when there are none. */
export async function rulesFor(language: string): Promise<LanguageRules | undefined> {
  // Nearly every tag is canonical as it stands, and to make it so takes longer than to look.
  const tag = made.has(language) ? language : canonical(language);
  const known = made.get(tag);
  if (known) return known();
  const primary = tag.split('-')[0] ?? '';
  const find = Object.hasOwn(languages, primary) ? languages[primary] : undefined;
  if (!find) return undefined;
  const make = lazy(async () => (await find())(tag));
  made.set(tag, make);
  return make();
}

const made = new Map<string, () => Promise<LanguageRules>>();

/** A tag without extensions, so that there are few; `und` for what is none. */
function canonical(language: string): string {
  try {
    return new Intl.Locale(language).baseName;
  } catch {
    return 'und';
  }
}
