import { toCardinal, toOrdinal } from 'n2words/es-ES';
import type { Context } from '../recogniser';
import { countedWord, digitByDigit } from './romance';

type Gender = 'masculine' | 'feminine';

/** As it stands alone: `veintiuno`. */
export function plain(digits: string): string {
  return digitByDigit(digits, inWords) ?? inWords(digits);
}

function inWords(digits: string, gender: Gender = 'masculine'): string {
  return toCardinal(digits, { gender })
    .replace(/dieciseis/gu, 'dieciséis')
    .replace(/cienta(?!\p{L})/gu, 'ciento')
    .replace(/veintiun[oa](?= (?:mil|millon|millón|billon))/gu, 'veintiún')
    .replace(/(?<=\s)un[oa](?= (?:mil|millon|millón|billon))/gu, 'un')
    .replace(/millones (?=\p{L}+ millones$)/u, '');
}

/** Before a noun: `veintiún euros`, `doscientas libras`. */
export function cardinal(digits: string, context: Context): string {
  const noun = countedNoun(digits, context);
  if (noun === undefined || digitByDigit(digits, inWords) !== undefined) return plain(digits);
  if (isFeminine(noun)) return inWords(digits, 'feminine');
  return inWords(digits)
    .replace(/veintiuno$/u, 'veintiún')
    .replace(/(?<!\p{L})uno$/u, 'un');
}

function countedNoun(digits: string, context: Context): string | undefined {
  const word = countedWord(context);
  if (word === undefined || functionWords.has(word)) return undefined;
  return digits === '1' || /s$/u.test(word) || /^(?:mil|millones|millón)$/u.test(word)
    ? word
    : undefined;
}

const functionWords = new Set(
  (
    'de del a al y o e u en con por para sin que es son fue era más menos la las los el lo se no si su sus ha han hay ' +
    'como pero entre desde hasta contra según tras ante bajo sobre antes después nos les te me ya muy'
  ).split(' '),
);

const feminineEnd =
  /(?:a|as|ción|ciones|sión|siones|dad|dades|tud|tudes|umbre|umbres|itis|tesis|crisis)$/u;
const feminineWord =
  /^(?:mano|foto|moto|noche|tarde|vez|vece|mujer|llave|calle|clase|parte|leche|carne|gente|sede|serie|torre|voz|voce|luz|luce|flor|flore|ley|leye|red|rede|imagen|imágene|nube|nave|base|frase|fase|llave|clave|superficie|especie|orden|sal|piel|razón|razone|mujere)s?$/u;
const masculineWord =
  /^(?:día|mapa|problema|tema|programa|sistema|clima|idioma|poema|planeta|cometa|tranvía|sofá|gramo|kilograma|diagrama|drama|síntoma|dilema|atleta|policía|guardia|turista|artista|periodista|futbolista|país|gas|mes|más|menos|bus|autobús|interés|jueves|lunes|martes|viernes)s?$/u;

/** By the end of the word. */
export function isFeminine(noun: string): boolean {
  return (feminineEnd.test(noun) || feminineWord.test(noun)) && !masculineWord.test(noun);
}

/** `primero`, `primera`; shortened before a noun: `primer`, `tercer`. */
export function ordinal(digits: string, gender: Gender, short = false): string {
  const said = toOrdinal(digits, { gender });
  return short ? said.replace(/(?<=prime|terce)ro$/u, 'r') : said;
}

/** `dos tercios`, `medio`, `un octavo`. */
export function sayFraction(
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  context: Context,
): string {
  const count = whole === '' ? '' : `${plain(whole)} y `;
  if (top === '1' && bottom === '2') {
    const noun = countedWord(context);
    return `${count}${noun !== undefined && isFeminine(noun) ? 'media' : 'medio'}`;
  }
  const names: Readonly<Record<string, string>> = { 2: 'medio', 3: 'tercio', 4: 'cuarto' };
  const small = Number(bottom) <= 10 || bottom === '100' || bottom === '1000';
  const name =
    names[bottom] ??
    (small
      ? ordinal(bottom, 'masculine')
      : `${plain(bottom)
          .replace(/[aeo]$/u, '')
          .replace(/\s+y\s+/gu, 'i')}avo`);
  const parts = top === '1' ? 'un' : plain(top);
  return `${count}${parts} ${name}${top === '1' ? '' : 's'}`;
}
