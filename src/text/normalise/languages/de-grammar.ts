/** What stands around a number decides its ending; these rules need no dictionary and err towards the masculine. */

export type Gender = 'm' | 'f' | 'n' | undefined;
type Ending = 'e' | 'en' | 'er' | 'es';

const neuter =
  /^(?:.*(?:chen|lein|ment|um|jahr|kind|haus|spiel|buch|land|tor|album|auto|quartal|semester|zimmer|gramm|pfund|prozent|kilo|glas|stück|brot|ei|mal|bild|ticket|paket|bier|wort))$/iu;
const feminine =
  /^(?:.*(?:ung|heit|keit|schaft|ion|tät|ik|istin|erin|entin|ärztin|nacht|stadt|frau|mutter|tochter|hand|zahl|uhr|bank|liga|zeit|person|tür|wand|nummer|wahl|fahrt|art|welt|arbeit|schicht|partei|mail|etage|prise))$/iu;
/** Most nouns in -e are feminine; these are not. */
const notFeminine =
  /(?:name|junge|kollege|kunde|löwe|hase|neffe|erbe|bote|auge|ende|gebäude|gebirge|getränke?|gemüse|tage|jahre|euro)$/iu;
const masculine =
  /^(?:.*(?:meter|liter|euro|dollar|cent|franken|löffel|tag|monat|platz|stock|sieg|mai|tl|el|versuch|teil|abend|morgen))$/iu;

/** By the end of the word; undefined when that says nothing. */
export function genderOf(noun: string): Gender {
  if (masculine.test(noun)) return 'm';
  if (neuter.test(noun)) return 'n';
  if (feminine.test(noun)) return 'f';
  if (/e$/u.test(noun) && !notFeminine.test(noun)) return 'f';
  return undefined;
}

const word = (list: string) => new RegExp(String.raw`(?<![\p{L}])(?:${list})\s+$`, 'iu');
const possessive = 'ein|kein|mein|dein|sein|ihr|unser|euer|eur';
const dative = 'am|im|vom|zum|zur|beim|dem|den|des|ab|seit|bis';
const weakInflected = `(?:${possessive})(?:em|en|er|es)|dies(?:em|en|er|es)|jed(?:em|en|er|es)`;
const datives = word(`${dative}|${weakInflected}`);
const weak = word(`die|das|ins|ans|(?:${possessive}|dies|jed|jen|welch)e`);
const article = word('der');
const strong = word(possessive);
/** Prepositions after which `der` is a dative. */
const prepositionDer =
  /(?<![\p{L}])(?:in|an|auf|mit|von|zu|aus|bei|nach|seit|vor|unter|über|während|wegen|trotz|hinter|neben|zwischen|außer|ab|gegenüber)\s+der\s+$/iu;
const nounDer = /[\p{Ll}\p{Nd})]\s+\p{Lu}[\p{L}-]+\s+der\s+$/u;
const nounFirst = /^\s*(?:Der|Die|Das|Den|Dem|Des)?\s*\p{Lu}[\p{L}-]+\s+der\s+$/u;
/** `vom 3. bis `, `am 3. und `: the word before the first number counts. */
const earlier = /\p{Nd}{1,3}\.\s*(?:\p{L}+\s+)?(?:und|oder|bis|sowie|,|[-–])\s*(?:zum\s+)?$/u;
const adverb = /(?:bereits|schon|nun|erst|insgesamt)\s+$/u;

/** Whether a word stands before that makes `3.` an ordinal. */
export function hasDeterminer(before: string): boolean {
  const left = determined(before);
  return [datives, weak, article, strong].some((pattern) => pattern.test(left));
}

/** The ending of an ordinal between these texts: `im dritten Stock`, `der dritte Platz`, `sein dritter Versuch`. */
export function ordinalEnding(before: string, after: string): Ending {
  const left = determined(before);
  if (datives.test(left)) return 'en';
  if (article.test(left)) {
    return prepositionDer.test(left) || nounDer.test(left) || nounFirst.test(left) ? 'en' : 'e';
  }
  if (weak.test(left)) return 'e';
  const gender = genderOf(nounAfter(after) ?? '');
  return gender === 'f' ? 'e' : gender === 'n' ? 'es' : 'er';
}

function determined(before: string): string {
  let left = before.replace(adverb, '');
  while (earlier.test(left)) left = left.replace(earlier, '');
  return left;
}

/** The next word that begins with a capital, past one adjective. */
export function nounAfter(after: string): string | undefined {
  return /^[\s-]+(?:(?!(?:gegen|neben|zwischen|wegen|oder|aber|über|unter|hinter|außer|im|am|der|des|den|dem|einer?|einen|einem|zum|sowie|pro|bis)\s)\p{Ll}+(?:e|er|es|en|em)\s+)?(?<noun>\p{Lu}[\p{L}-]*)/u.exec(
    after,
  )?.groups?.['noun'];
}

const dativeBefore = word('seit|nach|mit|von|bei|aus|zu|vor|in|binnen');
const accusativeBefore = word('für|um|gegen|ohne|durch|bis|über|je|pro');

/** `ein`, `eine`, `einer`…: one of what `noun` names. */
export function one(before: string, noun: string): string {
  const gender = genderOf(noun);
  if (dativeBefore.test(before))
    return gender === 'f' ? 'einer' : gender === undefined ? 'ein' : 'einem';
  if (gender === 'f') return 'eine';
  return gender === 'm' && accusativeBefore.test(before) ? 'einen' : 'ein';
}

/** A half as an adjective: `ein halber Liter`, `eine halbe Tasse`. */
export function half(noun: string): string {
  const gender = genderOf(noun);
  if (gender === 'f') return 'eine halbe';
  return gender === 'n' ? 'ein halbes' : 'ein halber';
}
