import { toCardinal, toOrdinal } from 'n2words/de-DE';
import type { Context } from '../recogniser';
import { genderOf, half, nounAfter, one, ordinalEnding } from './de-grammar';

/** A number of more digits is not said as a number. */
const longest = 15;

/** A one behind these is a number, whatever follows: `Absatz eins`. */
const numberedBefore =
  /(?:Absatz|Abs\.|Artikel|Art\.|Nummer|Nr\.|Kapitel|Kap\.|Seite|Satz|Teil|Band|Gleis|Linie|Zimmer|Raum|Stufe|Klasse|Punkt|§)\s$/u;

/** With leading zeros digit by digit; a one agrees with what it counts. */
export function cardinal(digits: string, { before, after, noun }: Context): string {
  if (/^0\d/.test(digits) || digits.length > longest) return digitByDigit(digits);
  if (digits !== '1') return toCardinal(digits).replace('einstausend', 'eintausend');
  const counted = noun ?? nounAfter(after);
  return counted === undefined || numberedBefore.test(before) ? 'eins' : one(before, counted);
}

export function digitByDigit(digits: string): string {
  return [...digits].map((digit) => toCardinal(digit)).join(' ');
}

/** In the case that the words around it ask for. */
export function ordinal(digits: string, { before, after }: Context): string {
  return ordinalStem(digits) + ordinalEnding(before, after);
}

/** `dritt`, `zwanzigst`. */
export function ordinalStem(digits: string): string {
  return toOrdinal(digits).replace(/\s+/gu, '').replace(/e$/u, '');
}

/** `zwei Drittel`, `ein halber Liter`, `zweieinhalb`. */
export function fraction(
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  { after }: Context,
): string {
  const count = whole === '1' ? 'ein' : whole === '' ? '' : toCardinal(whole);
  if (bottom === '2' && top === '1') {
    const noun = nounAfter(after);
    if (count !== '') return `${count}einhalb`;
    return noun === undefined || genderOf(noun) === undefined ? 'ein halb' : half(noun);
  }
  const parts = top === '1' ? 'ein' : toCardinal(top);
  const name = `${ordinalStem(bottom)}el`;
  const noun = name.charAt(0).toUpperCase() + name.slice(1);
  return [count, parts, noun].filter((said) => said !== '').join(' ');
}

/** Years before 2000 count in hundreds. */
export function year(digits: string): string {
  const hundreds = Math.floor(Number(digits) / 100);
  if (hundreds < 11 || hundreds > 19) return toCardinal(digits);
  const rest = Number(digits) % 100;
  return `${toCardinal(hundreds)}hundert${rest === 0 ? '' : toCardinal(rest)}`;
}

const yearBefore =
  /(?:Jahr(?:e|es|s|en)?|Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Anfang|Mitte|Ende|Sommer|Winter|Herbst|Frühjahr|Frühling|Anno|Saison|geboren|gestorben|geb\.|gest\.|[*†©])\s*$/iu;

/** Four digits from 1100 to 1999, unless they count the noun that follows. */
export function isYear(digits: string, { before, after }: Context): boolean {
  if (digits < '1100' || digits > '1999') return false;
  return yearBefore.test(before) || !/^[\s-]+\p{Lu}/u.test(after);
}
