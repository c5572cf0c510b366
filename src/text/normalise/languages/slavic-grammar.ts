import { asciiDigits, type Numeral } from '../numerals';
import type { Context, Recogniser } from '../recogniser';
import type { SmallerFacts } from './smaller';

type Gender = 'masculine' | 'feminine' | 'neuter';

/** How feminine nouns begin, among those that are counted here. */
const feminine: Readonly<Record<string, RegExp>> = {
  pl: /^(?:mil(?:a|e|i|ę)?(?!\p{L})|ton|godzin|minut|sekund|stop[ay]|stóp|lir|koron|rupi|hrywn)/u,
  bg: /^(?:минут|секунд|мил[яи]|лир|крон|йен|рупи|гривн|рубл|унци)/u,
  cs: /^(?:cel|míl|mil(?:e|í)?(?!\p{L})|tun|minut|sekund|hodin|lib[er]|lir|korun|rupi|stop)/u,
  sk: /^(?:cel|míľ|míl|ton|minút|sekund|hodin|hodín|lib|líb|lir|lír|korun|rupi|stop|unc|hriv)/u,
  sl: /^(?:milj|ton|minut|sekund|ur[aei]?(?!\p{L})|lir|kron|kun|rupij|stopinj|unč|grivn|kalorij)/u,
  hr: /^(?:milj|ton|minut|sekund|funt|lir|kun|rupij|grivn|stop)/u,
  sr: /^(?:миљ|тон|минут|секунд|фунт|лир|круна|рупиј|гривн)/u,
  ru: /^(?:мил[яиь]|тонн|минут|секунд|унци|лир|иен|крон|гривен|гривн|рупи|калори)/u,
  uk: /^(?:мил[яіь]|тонн|хвилин|годин|секунд|унці|лір|єн|крон|грив|рупі)/u,
};
const neuter: Readonly<Record<string, RegExp>> = {
  bg: /^(?:евро|песо|пени)/u,
  cs: /^(?:eur|procent)/u,
  sk: /^(?:eur|percent)/u,
};

export function genderOf(language: string, noun: string): Gender {
  if (feminine[language]?.test(noun)) return 'feminine';
  return neuter[language]?.test(noun) ? 'neuter' : 'masculine';
}

/** Endings of ordinals in the nominative → in the genitive. */
const endings: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  pl: [
    [/y(?=\s|$)/g, 'ego'],
    [/(?<=[cg])i(?=\s|$)/g, 'iego'],
  ],
  cs: [
    [/^dvacet(?= )/, 'dvacátý'],
    [/^třicet(?= )/, 'třicátý'],
    [/í(?=\s|$)/g, 'ího'],
    [/ý(?=\s|$)/g, 'ého'],
  ],
  hr: [
    [/ći$/, 'ćeg'],
    [/i$/, 'og'],
  ],
  sr: [
    [/ћи$/, 'ћег'],
    [/и$/, 'ог'],
  ],
  ru: [
    [/ий$/, 'ьего'],
    [/(?:ый|ой)$/, 'ого'],
  ],
  uk: [
    [/ій$/, 'ього'],
    [/ий$/, 'ого'],
  ],
};
const feminineEndings: Readonly<Record<string, readonly [RegExp, string]>> = {
  hr: [/i$/, 'e'],
  sr: [/и$/, 'е'],
};

/** An ordinal in the genitive: `trzeciego`, `dwudziestego szóstego`. */
export function genitive(language: string, ordinal: string, gender: Gender = 'masculine'): string {
  const own = feminineEndings[language];
  if (gender === 'feminine' && own) return ordinal.replace(own[0], own[1]);
  return (endings[language] ?? []).reduce((said, [from, to]) => said.replace(from, to), ordinal);
}

/** Masculine ordinals → feminine, neuter, and (where it is known) behind words for a place or time. */
const agreements: Readonly<
  Record<string, { feminine: Ending; neuter: Ending; places?: RegExp; there?: Ending }>
> = {
  pl: {
    feminine: [/(?:(?<=[kgc])i|y)(?=\s|$)/g, 'a'],
    neuter: [/(?<=[kgc]i)(?=\s|$)|y(?=\s|$)/g, 'e'],
    places: /(?:^|\s)(?:na|w|we|po|przy|o)\s$/iu,
    there: [/(?<=[yi])(?=\s|$)/g, 'm'],
  },
  cs: { feminine: [/ý(?=\s|$)/g, 'á'], neuter: [/ý(?=\s|$)/g, 'é'] },
  sk: { feminine: [/ý$/, 'á'], neuter: [/ý$/, 'é'] },
  sl: { feminine: [/i$/, 'a'], neuter: [/i$/, 'o'] },
  hr: { feminine: [/i$/, 'a'], neuter: [/i$/, 'o'] },
  sr: { feminine: [/и$/, 'а'], neuter: [/и$/, 'о'] },
};
type Ending = readonly [RegExp, string];

/** An ordinal in the gender that the next word's end tells: `drugie miejsce`, `w siedemnastym wieku`. */
export function ordinalBefore(
  language: string,
  ordinal: string,
  { before, after }: Context,
): string {
  const forms = agreements[language];
  if (!forms) return ordinal;
  const [end = ''] = /(?<=^\s\p{Ll}+)\p{Ll}(?!\p{L})/u.exec(after) ?? [];
  if (forms.places?.test(before) && forms.there) return ordinal.replace(...forms.there);
  if (/[aа]/u.test(end)) return ordinal.replace(...forms.feminine);
  if (!/[oeоеę]/u.test(end)) return ordinal;
  // `treći` and `tretji` are soft.
  return ordinal
    .replace(/(?<=[ćћj])[iи]$/u, (letter) => (letter === 'i' ? 'e' : 'е'))
    .replace(...forms.neuter);
}

/** `17 hodín`: with Intl's plural. */
export function measured(
  language: string,
  value: number,
  unit: 'hour' | 'minute',
  say: (value: number, noun: string) => string,
): string {
  const parts = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).formatToParts(value);
  const noun = parts.find(({ type }) => type === 'unit')?.value ?? '';
  return `${say(value, noun)} ${noun}`;
}

/** `17 hodín 30 minút`, by Intl's plurals. */
export function hoursAndMinutes(language: string, and = ''): SmallerFacts['time'] {
  return (hour, minute, say) => {
    const full = measured(language, hour, 'hour', say);
    if (minute === 0) return full;
    return `${full}${and} ${measured(language, minute, 'minute', say)}`;
  };
}

/** `1998. i 2024. godine`: a year's full stop in the middle of a sentence. */
export function yearWithStop(year: (digits: string) => string): Recogniser {
  return {
    kind: 'year',
    needs: /\p{Nd}{4}\./u,
    pattern:
      /(?<!\p{Nd}|\p{Nd}[.,:/-]\s?|\p{Nd}\.\s\p{L}{3,12}\s)[12]\p{Nd}{3}\.(?=\s\p{Ll}|,|\s\()/gu,
    say: ([text]) => year(asciiDigits(text)),
  };
}

type Places = {
  one: string;
  many: string;
  places: readonly (readonly [one: string, many: string])[];
};

/** Russian and Ukrainian decimals: `три целых четырнадцать сотых`; beyond thousandths digit by digit. */
export function lastPlace(
  cardinal: (digits: string) => string,
  { one, many, places }: Places,
): { decimal: (numeral: Numeral) => string | undefined } {
  const isOne = (digits: string) => /1$/.test(digits) && !/11$/.test(digits);
  return {
    decimal: ({ whole, fraction }) => {
      const place = places[fraction.length - 1];
      if (!place) return undefined;
      const count = fraction.replace(/^0+(?=\d)/, '');
      const wholes = `${cardinal(whole || '0')} ${isOne(whole) ? one : many}`;
      return `${wholes} ${cardinal(count)} ${isOne(count) ? place[0] : place[1]}`;
    },
  };
}
