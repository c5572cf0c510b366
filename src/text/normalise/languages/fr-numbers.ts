import * as belgian from 'n2words/fr-BE';
import * as french from 'n2words/fr-FR';
import type { Context } from '../recogniser';
import { countedWord, digitByDigit } from './romance';

export type FrenchNumbers = ReturnType<typeof numbersOf>;

/** Belgium and Switzerland say `septante` and `nonante`. */
export function numbersOf(region: string | undefined) {
  const { toCardinal, toOrdinal } = region === 'BE' || region === 'CH' ? belgian : french;
  const plain = (digits: string): string => digitByDigit(digits, toCardinal) ?? toCardinal(digits);
  return {
    plain,
    ordinal: (digits: string): string => toOrdinal(digits),
    /** A one at the end agrees with what is counted. */
    cardinal: (digits: string, context: Context): string => {
      const said = plain(digits);
      if (!/(?:^|[\s-])un$/u.test(said)) return said;
      const noun = countedWord(context);
      const counts = noun !== undefined && (digits === '1' || /[sx]$/u.test(noun));
      const feminine = counts && isFeminine(noun, context.noun !== undefined);
      return feminine ? `${said}e` : said;
    },
  };
}

const feminineEnd =
  /(?:tion|sion|xion|ité|rté|auté|iété|anté|sté|ette|ence|ance|ure|ie|ée|euse|trice|esse|elle|ille|aison|ine|une|ude|ade|ose|ouge|ale|able|euve|ise|ase|ite|ache|iche|oche|tte|sse|nne|rme|rte|ère|ière|fois|nuit|voix|main|fin|mort|part|eau de|fleur|couleur|valeur|heure?|chose|classe|page|personne|semaine|minute|seconde|tonne|place|chambre|lettre|fille|femme|table|tasse|cuillère|branche|tranche|gousse|pincée|ligne|livre sterling|année|équipe|ville|île|école|église|voiture|route|rue|carte|clé|clef|maison|étoile|image|plage|cage|nage|calorie|roupie|couronne|lire|once|tête|fête|guerre|période|banque|marque|langue|pièce|promesse|forme|dose|base|rose|pause|cause)s?$/u;
const masculineEnd =
  /^(?:été|côté|comité|invité|traité|musée|lycée|génie|incendie|parapluie|point|mètre|magazine|domaine|site|acte|texte|prétexte|reste|poste|artiste|peintre|moine|cercle|verre|cheval|sable|diable|câble|cartable|sandwich|frère|père|caractère|cimetière|coude|stade|grade|malade|camarade|pétale|vase|gymnase|rite|mérite|vote|journaliste|touriste|terme|charme|homme)s?$/u;
const unitsFeminine =
  /^(?:livre|heure|minute|seconde|tonne|roupie|couronne|once|calorie|kilocalorie|semaine|année)s?$/u;

/** By the end of the word; units have their own list, because of `livre`. */
export function isFeminine(noun: string, unit: boolean): boolean {
  if (unit) return unitsFeminine.test(noun);
  return feminineEnd.test(noun) && !masculineEnd.test(noun);
}

/** `deux tiers`, `trois quarts`, `un demi`. */
export function sayFraction(
  numbers: FrenchNumbers,
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  context: Context,
): string {
  const count = whole === '' ? '' : `${numbers.plain(whole)} et `;
  if (top === '1' && bottom === '2') {
    if (whole !== '') return `${count}demi`;
    const noun = countedWord(context);
    const spoon = /^\s?c(?:\.|à)/u.test(context.after);
    return spoon || (noun !== undefined && isFeminine(noun, false)) ? 'une demi' : 'un demi';
  }
  const names: Readonly<Record<string, string>> = { 2: 'demi', 3: 'tiers', 4: 'quart' };
  const name = names[bottom] ?? numbers.ordinal(bottom);
  const plural = top === '1' || /s$/u.test(name) ? '' : 's';
  return `${count}${numbers.plain(top)} ${name}${plural}`;
}
