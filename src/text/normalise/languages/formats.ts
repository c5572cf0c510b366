/** Intl's formats, each made once: making one takes longer than reading a whole sentence. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions) {
  return kept(numbers, language, options, () => new Intl.NumberFormat(language, options));
}

export function dateFormat(language: string, options: Intl.DateTimeFormatOptions) {
  return kept(dates, language, options, () => new Intl.DateTimeFormat(language, options));
}

export function pluralRules(language: string, options: Intl.PluralRulesOptions) {
  return kept(plurals, language, options, () => new Intl.PluralRules(language, options));
}

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const plurals = new Map<string, Intl.PluralRules>();
/** Far more than a text needs; a text of many odd numbers must not fill the memory. */
const most = 500;

function kept<T>(formats: Map<string, T>, language: string, options: object, make: () => T): T {
  const key = language + JSON.stringify(options);
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= most) formats.clear();
  const made = make();
  formats.set(key, made);
  return made;
}
