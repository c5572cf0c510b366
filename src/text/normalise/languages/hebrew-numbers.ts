/** Feminine → masculine, for the numbers whose ending differs by gender. */
const masculine: readonly (readonly [feminine: string, masculine: string])[] = [
  ['אחת', 'אחד'],
  ['שתיים', 'שניים'],
  ['שלוש', 'שלושה'],
  ['ארבע', 'ארבעה'],
  ['חמש', 'חמישה'],
  ['שש', 'שישה'],
  ['שבע', 'שבעה'],
  ['שמונה', 'שמונה'],
  ['תשע', 'תשעה'],
  ['עשר', 'עשרה'],
];

/** The spelling of today, and millions counted in the masculine, in n2words 4.0.0's numbers. */
export function hebrewWords(words: string): string {
  return words
    .replaceAll('שלשים', 'שלושים')
    .replaceAll('ששים', 'שישים')
    .replace(/שלש(?=\s|$)/gu, 'שלוש')
    .replace(/שתים(?=\s|$)/gu, (found, at: number, all: string) =>
      all.startsWith(' עשרה', at + found.length) ? 'שתים' : 'שתיים',
    )
    .replace(/שתיים מיליונים/u, 'שני מיליון')
    .replace(/מיליונים/gu, 'מיליון')
    .replace(/^(שלוש|ארבע|חמש|שש|שבע|תשע|עשר) אלף/u, '$1ת אלפים')
    .replace(/^שמונה אלף/u, 'שמונת אלפים');
}

/** A feminine number before or behind a masculine noun: its last part changes. */
export function hebrewMasculine(words: string): string {
  const teen = /(?<unit>\S+) עשרה$/u.exec(words);
  const units = new Map(masculine);
  if (teen) {
    const unit = teen.groups?.['unit'] ?? '';
    const said = unit === 'שתים' ? 'שנים' : (units.get(unit) ?? unit);
    return words.replace(/\S+ עשרה$/u, `${said} עשר`);
  }
  return words.replace(
    /(?<=^|\s)(?<and>ו?)(?<unit>[^\s]+)$/u,
    (whole, and: string, unit: string) =>
      units.has(unit) ? and + (units.get(unit) ?? unit) : whole,
  );
}
