import type { Context, Recogniser } from '../recogniser';
import { cardinal, isFeminine, ordinal, plain } from './it-numbers';
import { countedWord, halvesBehind, romansBefore } from './romance';
import type { TimeParts } from './rules';

const numbered =
  'secolo|guerra|edizione|congresso|festival|giornata|giornate|legislatura|millennio|dinastia|impero|canto|libro|municipio|rapporto|concilio|olimpiade|giochi|conferenza';

/** What only Italian writes. */
export const italianOnly: readonly Recogniser[] = [
  ordinals(),
  romansBefore(numbered, (digits, noun) => ordinal(digits, isFeminine(noun) ? 'f' : 'm')),
  halvesBehind((digits, noun) => {
    const feminine = isFeminine(noun) || /^(?:ore|volte|tazze|settimane|giornate)$/u.test(noun);
    return `${cardinal(digits, { before: '', after: '', noun })} ${noun} e ${feminine ? 'mezza' : 'mezzo'}`;
  }),
  {
    // `alle 12.00`, `ore 8.30`
    kind: 'time',
    pattern:
      /(?<=(?<!\p{L})(?:alle|dalle|ore|le|all['’]|dall['’]|l['’])\s?)(?<hour>[01]?\d|2[0-4])\.(?<minute>[0-5]\d)(?![\p{L}\p{Nd}]|[.,]\d|\s(?:euro|€))/giu,
    say: ({ groups = {} }) => {
      const [hour, minute] = [Number(groups['hour']), Number(groups['minute'])];
      return sayTime({ hour, minute, second: undefined, half: undefined, mark: '' });
    },
  },
  {
    // `anni ’90`, `nel '68`
    kind: 'year',
    pattern:
      /(?<=(?<!\p{L})(?:anni|e|del|nel|dal|al|il|estate|autunno)\s|l)['’](?<n>\d\d)(?![\d\p{L}])/giu,
    say: ({ groups = {} }) => plain(groups['n'] ?? ''),
  },
  {
    // `Via Roma 5, 00184 Roma`
    kind: 'number',
    pattern: /(?<=\d\p{L}?,\s|\n\s*)\d{5}(?=\s\p{Lu}\p{Ll})/gu,
    say: ([digits]) => [...digits].map((digit) => plain(digit)).join(' '),
  },
];

/** `3°`, `1ª`, `2º`; a degree sign only before what may be a noun. */
function ordinals(): Recogniser {
  return {
    kind: 'ordinal',
    pattern:
      /(?<![\p{L}\p{Nd}_.,])(?<n>\d{1,4})(?:\.?(?<suffix>[ºª])|(?<degree>°))(?![\p{L}\p{Nd}])/gu,
    say: ({ groups = {} }, context) => {
      const { n = '', suffix, degree } = groups;
      if (Number(n) === 0 || (degree !== undefined && !isCounted(context))) return undefined;
      const word = countedWord(context);
      const feminine =
        suffix === 'ª' || (degree !== undefined && word !== undefined && isFeminine(word));
      return ordinal(n, feminine ? 'f' : 'm');
    },
  };
}

/** Whether a noun follows, and no little word. */
function isCounted(context: Context): boolean {
  const word = countedWord(context);
  return (
    word !== undefined &&
    word.length > 3 &&
    !/^(?:nella|nelle|negli|alla|alle|agli|dalla|dalle|sotto|sopra|entro|circa|oggi|domani)$/u.test(
      word,
    )
  );
}

/** `le diciassette e trenta`; `mezzanotte` is left to the author. */
export function sayTime({ hour, minute, second }: TimeParts): string {
  const said = [hour === 1 ? 'una' : plain(String(hour))];
  if (minute > 0) said.push(`e ${plain(String(minute))}`);
  if (second !== undefined) said.push(`e ${plain(String(second))} secondi`);
  return said.join(' ');
}

/** `dal millenovecentoquindici al…`, `da venti a trenta`, after an article or a preposition `cinque-dieci`. */
export function sayRange(low: string, high: string, { before }: Context): string {
  if (
    /(?<!\p{L})(?:il|lo|la|i|gli|le|un|una|del|dei|delle|dello|della|al|ai|alle|nel|nei|dal|dai|dalle|sul|tra|fra|circa|di|in|con|per|a)\s$|['’]\s?$/iu.test(
      before,
    )
  ) {
    return `${low} ${high}`;
  }
  const years = /^(?:mille|duemila)/u;
  if (years.test(low) && years.test(high)) return `dal ${low} al ${high}`;
  return `da ${low} a ${high}`;
}
