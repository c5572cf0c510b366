import { asciiDigits } from '../numerals';
import type { Recogniser } from '../recogniser';

type Language = 'bg' | 'ru' | 'uk';

/** What is written behind the digits of an ordinal → how its hard and its soft form end. */
const endings: Readonly<Record<Language, Readonly<Record<string, readonly [string, string]>>>> = {
  ru: {
    ...{
      й: ['', ''],
      го: ['ого', 'ьего'],
      му: ['ому', 'ьему'],
      м: ['ом', 'ьем'],
      ом: ['ом', 'ьем'],
    },
    ...{ я: ['ая', 'ья'], ая: ['ая', 'ья'], ю: ['ую', 'ью'], ую: ['ую', 'ью'], ей: ['ой', 'ьей'] },
    ...{
      е: ['ое', 'ье'],
      ое: ['ое', 'ье'],
      х: ['ых', 'ьих'],
      ых: ['ых', 'ьих'],
      ми: ['ыми', 'ьими'],
    },
    ...{ ый: ['', ''], ой: ['', ''], ий: ['', ''], ого: ['ого', 'ьего'], ые: ['ые', 'ьи'] },
  },
  uk: {
    ...{ й: ['', ''], го: ['ого', 'ього'], му: ['ому', 'ьому'], м: ['им', 'ім'], ї: ['ої', 'ьої'] },
    ...{
      а: ['а', 'я'],
      ша: ['а', 'я'],
      га: ['а', 'я'],
      тя: ['а', 'я'],
      я: ['а', 'я'],
      ту: ['у', 'ю'],
    },
    ...{
      е: ['е', 'є'],
      ше: ['е', 'є'],
      ге: ['е', 'є'],
      тє: ['е', 'є'],
      ті: ['і', 'і'],
      і: ['і', 'і'],
    },
    ...{ х: ['их', 'іх'], их: ['их', 'іх'], ій: ['ій', 'ій'], ий: ['', ''], те: ['е', 'є'] },
  },
  bg: {
    ...{ ви: ['', ''], ри: ['', ''], ти: ['', ''], ми: ['', ''], и: ['', ''] },
    ...{ ва: ['а', 'а'], ра: ['а', 'а'], та: ['а', 'а'], ма: ['а', 'а'] },
    ...{ во: ['о', 'о'], ро: ['о', 'о'], то: ['о', 'о'], мо: ['о', 'о'] },
    ...{
      те: ['ите', 'ите'],
      вия: ['ия', 'ия'],
      рия: ['ия', 'ия'],
      тия: ['ия', 'ия'],
      ия: ['ия', 'ия'],
    },
    ...{ вият: ['ият', 'ият'], рият: ['ият', 'ият'], тият: ['ият', 'ият'], ят: ['ият', 'ият'] },
  },
};
const nominative: Readonly<Record<Language, RegExp>> = {
  ru: /(?:ый|ой|ий)$/,
  uk: /(?:ий|ій)$/,
  bg: /и$/,
};
const soft: Readonly<Record<Language, RegExp>> = { ru: /ий$/, uk: /ій$/, bg: /$^/ };

/** `21-м`, `90-е`, `3-тя`: an ordinal with the ending that is written; `ordinal` gives the masculine nominative. */
export function endedOrdinals(language: Language, ordinal: (digits: string) => string): Recogniser {
  const known = endings[language];
  const forms = Object.keys(known).sort((one, other) => other.length - one.length);
  return {
    kind: 'ordinal',
    needs: /\p{Nd}-\p{L}/u,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{Nd}_.,])(?<n>[1-9]\p{Nd}{0,3})-(?<end>${forms.join('|')})(?![\p{L}\p{Nd}])`,
      'gu',
    ),
    say: ({ groups = {} }) => {
      const { n = '', end = '' } = groups;
      const said = ordinal(asciiDigits(n));
      const [hard = '', mild = ''] = known[end] ?? [];
      if (hard === '') return said;
      // Decades are plural: `90-е годы`.
      const isDecade = language === 'ru' && end === 'е' && /[1-9]0$/.test(asciiDigits(n));
      const ending = isDecade ? 'ые' : soft[language].test(said) ? mild : hard;
      return said.replace(nominative[language], ending);
    },
  };
}
