import { toCardinal, toOrdinal } from 'n2words/pt-PT';
import type { Context } from '../recogniser';
import { countedWord, digitByDigit } from './romance';

export type PortugueseNumbers = ReturnType<typeof numbersOf>;

/** Brazil writes `dezesseis` and counts a thousand millions as a `bilhão`. */
export function numbersOf(brazilian: boolean) {
  const inWords = brazilian ? brazilianWords : europeanWords;
  const plain = (digits: string): string => digitByDigit(digits, inWords) ?? inWords(digits);
  return {
    plain,
    /** Agrees with a noun: `duas casas`, `duzentas páginas`. */
    cardinal: (digits: string, context: Context): string => {
      const said = plain(digits);
      const noun = countedNoun(digits, context);
      return noun !== undefined && isFeminine(noun) ? feminine(said) : said;
    },
  };
}

function europeanWords(digits: string): string {
  return withAnd(toCardinal(digits).replace(/^um mil /u, 'mil '));
}

function brazilianWords(digits: string): string {
  const scales = [
    [12, 'trilhão', 'trilhões'],
    [9, 'bilhão', 'bilhões'],
  ] as const;
  for (const [power, one, many] of scales) {
    if (digits.length <= power) continue;
    const [high, low] = [digits.slice(0, -power), digits.slice(-power).replace(/^0+/, '')];
    const said = `${brazilianWords(high)} ${high === '1' ? one : many}`;
    return low === '' ? said : `${said} ${brazilianWords(low)}`;
  }
  return withAnd(toCardinal(digits))
    .replace(/dezasse/gu, 'dezesse')
    .replace(/dezanove/gu, 'dezenove')
    .replace(/catorze/gu, 'quatorze');
}

/** `mil e duzentos`: round hundreds too are joined to the thousands. */
function withAnd(said: string): string {
  return said.replace(/(?<=(?<!\p{L})mil )(?=(?:\p{L}+ent|quinhent)os$)/u, 'e ');
}

/** Millions stay masculine: `dois milhões duzentas mil páginas`. */
function feminine(said: string): string {
  const [, millions = '', rest = ''] =
    /^(.*\p{L}(?:ilhão|ilhões|ilião|iliões)\s?)?(.*)$/u.exec(said) ?? [];
  return (
    millions +
    rest
      .replace(/(?<!\p{L})um(?!\p{L})/gu, 'uma')
      .replace(/(?<!\p{L})dois(?!\p{L})/gu, 'duas')
      .replace(/(?<=z|s|t|v|c|nh)entos(?!\p{L})/gu, 'entas')
  );
}

function countedNoun(digits: string, context: Context): string | undefined {
  const word = countedWord(context);
  if (word === undefined || functionWords.has(word)) return undefined;
  return digits === '1' || /s$/u.test(word) || word === 'mil' ? word : undefined;
}

const functionWords = new Set(
  (
    'de do da dos das a o as os ao aos à às e ou em no na nos nas com por para sem que é são foi era mais menos se não ' +
    'seu sua como mas entre desde até contra sobre ante antes depois pelos pelas nós'
  ).split(' '),
);

const feminineEnd = /(?:a|as|ção|ções|são|sões|dade|dades|tude|tudes|gem|gens|ice|ices|ise|ises)$/u;
const feminineWord =
  /^(?:mão|mãos|foto|fotos|noite|tarde|vez|vezes|mulher|mulheres|colher|colheres|chave|parte|gente|sede|série|torre|voz|vozes|luz|luzes|flor|flores|lei|leis|rede|nuvem|nuvens|nave|base|frase|fase|face|carne|fonte|ponte|classe|posse|cor|cores|equipe|greve)s?$/u;
const masculineWord =
  /^(?:dia|mapa|problema|tema|programa|sistema|clima|idioma|poema|planeta|cometa|grama|quilograma|diagrama|drama|dilema|atleta|turista|artista|jornalista|sofá|cinema|telefonema|samba|país|lápis|ônibus|mês|tênis|delegado|guarda|cidadão|sótão|bombista|motorista)s?$/u;

/** By the end of the word. */
export function isFeminine(noun: string): boolean {
  return (feminineEnd.test(noun) || feminineWord.test(noun)) && !masculineWord.test(noun);
}

/** Both words agree: `vigésima primeira`. */
export function ordinal(digits: string, gender: 'm' | 'f' = 'm'): string {
  const said = toOrdinal(digits);
  return gender === 'f' ? said.replace(/o(?!\p{L})/gu, 'a') : said;
}

/** `dois terços`, `meio`, `um oitavo`, `um doze avos`. */
export function sayFraction(
  { plain }: PortugueseNumbers,
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  context: Context,
): string {
  const count = whole === '' ? '' : `${plain(whole)} e `;
  if (top === '1' && bottom === '2') {
    const noun = countedWord(context);
    return `${count}${noun !== undefined && isFeminine(noun) ? 'meia' : 'meio'}`;
  }
  const names: Readonly<Record<string, string>> = { 2: 'meio', 3: 'terço' };
  const plural = top === '1' ? '' : 's';
  const ranked = Number(bottom) <= 10 || bottom === '100';
  const name = names[bottom] ?? (ranked ? ordinal(bottom) : undefined);
  return `${count}${plain(top)} ${name === undefined ? `${plain(bottom)} avos` : name + plural}`;
}
