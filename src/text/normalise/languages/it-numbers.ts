import { toCardinal, toOrdinal } from 'n2words/it-IT';
import type { Context } from '../recogniser';
import { countedWord, digitByDigit } from './romance';

/** As it stands alone: `uno`, `ventitré`. */
export function plain(digits: string): string {
  return digitByDigit(digits, toCardinal) ?? toCardinal(digits).replace(/^uno (?=mil)/u, 'un ');
}

/** A one agrees with what it counts: `un libro`, `uno studente`, `una casa`, `un’ora`. */
export function cardinal(digits: string, context: Context): string {
  const noun = countedWord(context);
  if (digits !== '1' || noun === undefined || functionWords.has(noun)) return plain(digits);
  if (isFeminine(noun)) return 'una';
  return /^(?:s[^aeiouàèéìòù]|z|gn|ps|pn|x|y)/u.test(noun) ? 'uno' : 'un';
}

const functionWords = new Set(
  'di a da in con su per tra fra e ed o al del dal nel sul è non che se ma si ci il lo la i gli le più meno percento'.split(
    ' ',
  ),
);

const feminineWord =
  /^(?:mano|notte|parte|classe|chiave|carne|luce|voce|croce|legge|rete|nave|base|frase|fase|gente|sede|serie|torre|mente|estate|arte|morte|sorte|moto|foto|auto|radio|moglie|madre|canzone|regione|stagione|religione|opinione)$/u;
const masculineWord =
  /^(?:problema|tema|programma|sistema|clima|diploma|dramma|poema|pianeta|papa|poeta|atleta|cinema|grammo|chilogramma|schema|gorilla|boia|duca|collega)$/u;

/** By the end of the word, in the singular or the plural. */
export function isFeminine(noun: string): boolean {
  if (masculineWord.test(noun)) return false;
  return (
    feminineWord.test(noun) ||
    /(?:a|zione|sione|gione|zioni|sioni|tà|tù|ine|trice|udine)$/u.test(noun)
  );
}

export function ordinal(digits: string, gender: 'm' | 'f' = 'm'): string {
  const said = toOrdinal(digits)
    .replace(/seesimo$/u, 'seiesimo')
    .replace(/\s+(?:e\s+)?/gu, '');
  return gender === 'f' ? said.replace(/o$/u, 'a') : said;
}

/** `due terzi`, `mezzo`, `un ottavo`. */
export function sayFraction(
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  context: Context,
): string {
  const count = whole === '' ? '' : `${plain(whole)} e `;
  if (top === '1' && bottom === '2') {
    const noun = countedWord(context);
    return `${count}${noun !== undefined && isFeminine(noun) ? 'mezza' : 'mezzo'}`;
  }
  const name = bottom === '2' ? 'mezzo' : ordinal(bottom);
  return `${count}${top === '1' ? 'un' : plain(top)} ${top === '1' ? name : name.replace(/o$/u, 'i')}`;
}
