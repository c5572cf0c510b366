import { lazy } from '../../../base/lazy';
import type { LanguageRules } from './rules';

type MakeRules = (language: string) => LanguageRules;

/** Primary subtag of BCP 47 → the language's rules, fetched when they are first needed. */
const languages: Readonly<Record<string, () => Promise<MakeRules>>> = {
  de: async () => (await import('./de')).german,
  en: async () => (await import('./en')).english,
  hi: async () => (await import('./hi')).hindi,
  ja: async () => (await import('./ja')).japanese,
  zh: async () => (await import('./zh')).chinese,
  yue: async () => (await import('./zh')).chinese,
};

/** The languages that have rules. */
export const knownLanguages: readonly string[] = Object.keys(languages);

/** The rules of a language (BCP 47; its region matters); undefined when there are none. */
export async function rulesFor(language: string): Promise<LanguageRules | undefined> {
  const tag = canonical(language);
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
