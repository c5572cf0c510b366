import type { Context, Recogniser } from '../recogniser';
import { romanSource, romanValue } from '../recognisers/counts';
import { ordinalStem } from './de-numbers';

const kings =
  'Ludwig|Friedrich|Wilhelm|Karl|Heinrich|Otto|Johannes|Johann|Benedikt|Pius|Paul|Leo|Gregor|Clemens|Innozenz|Urban|Sixtus|Julius|Alexander|Nikolaus|Peter|Iwan|Georg|Eduard|Richard|Jakob|Philipp|Franz|Joseph|Leopold|Maximilian|Ferdinand|August|Konrad|Rudolf|Albrecht|Christian|Gustav|Ramses|Napoleon|Henry|Charles|Harald|Olaf|Haakon|Alfons|Juan|Carlos|Felipe|Louis|Charles|Mehmed|Murad|Selim';
const queens =
  'Elisabeth|Elizabeth|Katharina|Margarethe|Maria|Christina|Isabella|Johanna|Anna|Beatrix|Wilhelmina|Kleopatra';

/** `Ludwig XIV.`, `unter Karl V.`, `Ludwigs XIV.` */
export const rulers: Recogniser = {
  kind: 'roman',
  pattern: new RegExp(
    String.raw`(?<=(?<!\p{L})(?<name>${kings}|${queens})(?<genitive>s?)\s)(?<n>(?=[CLXVI])${romanSource})(?<stop>\.?)(?![\p{L}\p{Nd}])`,
    'gu',
  ),
  say: ({ groups = {} }, context) => {
    const { name = '', genitive = '', n = '', stop = '' } = groups;
    const isQueen = queen.test(name);
    const article = articleOf(isQueen, caseOf(name, genitive, context));
    const ending = article === 'die' || (article === 'der' && !isQueen) ? 'e' : 'en';
    const end = stop !== '' && /^\s*$/u.test(context.after) ? '.' : '';
    return `${article} ${ordinalStem(String(romanValue(n)))}${ending}${end}`;
  },
};

const queen = new RegExp(`^(?:${queens})$`, 'u');
const dativeBefore =
  /(?<!\p{L})(?:unter|von|mit|bei|nach|seit|zu|aus|neben|dem|vom|zum)\s(?:(?:König|Kaiser|Papst|Zar)(?:in)?\s)?(?:\p{Lu}\p{L}+\s)?$/u;

type Case = 'nominative' | 'genitive' | 'dative';

function caseOf(name: string, genitive: string, { before }: Context): Case {
  if (genitive !== '') return 'genitive';
  return dativeBefore.test(before.slice(0, -name.length - 1)) ? 'dative' : 'nominative';
}

function articleOf(isQueen: boolean, grammatical: Case): string {
  if (isQueen) return grammatical === 'nominative' ? 'die' : 'der';
  return { nominative: 'der', genitive: 'des', dative: 'dem' }[grammatical];
}
