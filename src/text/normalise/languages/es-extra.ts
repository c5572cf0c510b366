import type { Context, Recogniser } from '../recogniser';
import { cardinal, isFeminine, ordinal, plain } from './es-numbers';
import { countedWord, halvesBehind, romansBefore } from './romance';
import type { TimeParts } from './rules';

const numbered =
  'guerras?|congreso|edición|encuentro|festival|premios?|juegos|semana|jornadas?|república|milenio|siglo|aniversario|campeonato|torneo|región|cumbre|feria|concurso|imperio|dinastía|legión';

/** What only Spanish writes. */
export const spanishOnly: readonly Recogniser[] = [
  ordinals(),
  romansBefore(numbered, (digits, noun) =>
    ordinal(digits, isFeminine(noun) ? 'feminine' : 'masculine', true),
  ),
  halvesBehind((digits, noun) => {
    const count = cardinal(digits, { before: '', after: '', noun });
    return `${count} ${noun} y ${isFeminine(noun) ? 'media' : 'medio'}`;
  }),
  {
    // `21.30 h`, `a las 21.30`
    kind: 'time',
    pattern:
      /(?:(?<=(?:^|\s)(?:a|de|desde|hasta|sobre)\s(?:las?)\s)(?<h1>[01]?\d|2[0-4])\.(?<m1>[0-5]\d)|(?<![\p{L}\p{Nd}.,:])(?<h2>[01]?\d|2[0-4])\.(?<m2>[0-5]\d)(?=\s?h(?:s|oras)?(?!\p{L})))(?:\s?(?<mark>h(?:s|oras)?)(?:\.(?=\s\p{Ll}))?)?(?![\p{L}\p{Nd}])/gu,
    say: ({ groups = {} }) =>
      sayTime({
        hour: Number(groups['h1'] ?? groups['h2']),
        minute: Number(groups['m1'] ?? groups['m2']),
        second: undefined,
        half: undefined,
        mark: groups['mark'] ?? '',
      }),
  },
  {
    // `los 80`, `los '80`
    kind: 'year',
    pattern: /(?<=(?<!\p{L})(?:años|década de los)\s)['’](?<n>\d0)(?!\d)/giu,
    say: ({ groups = {} }) => plain(groups['n'] ?? ''),
  },
];

/** `1.º`, `3.er`, `10ª`, `25°` */
function ordinals(): Recogniser {
  return {
    kind: 'ordinal',
    pattern:
      /(?<![\p{L}\p{Nd}_.,])(?<n>\d{1,4})(?:\.?(?<suffix>[ºª]|er|ᵉʳ|[oa](?<=\.[oa]))(?<plural>s?)|(?<degree>°)(?=\s\p{Ll}))(?![\p{L}\p{Nd}])/gu,
    say: ({ groups = {} }, context) => {
      const { n = '', suffix = '', plural = '', degree } = groups;
      const noun = isCounted(context);
      if (Number(n) === 0 || (degree !== undefined && !noun)) return undefined;
      if (/[ªa]/u.test(suffix)) return ordinal(n, 'feminine') + plural;
      return ordinal(n, 'masculine', noun || /er|ᵉʳ/u.test(suffix)) + plural;
    },
  };
}

/** Whether a noun follows, and no little word. */
function isCounted(context: Context): boolean {
  const word = countedWord(context);
  return (
    word !== undefined &&
    word.length > 3 &&
    !/^(?:para|entre|desde|hasta|sobre|como|pero|tras|ante|izda|dcha|izquierda|derecha)$/u.test(
      word,
    )
  );
}

/** `las diecisiete treinta`, `las ocho cero cinco`, `las cinco treinta de la tarde`. */
export function sayTime({ hour, minute, second, half, mark }: TimeParts): string {
  const hours = cardinal(String(hour), {
    before: '',
    after: '',
    noun: hour === 1 ? 'hora' : 'horas',
  });
  const said = [hours];
  if (minute > 0) said.push(minute < 10 ? `cero ${plain(String(minute))}` : plain(String(minute)));
  if (second !== undefined) said.push(`y ${plain(String(second))} segundos`);
  if (half !== undefined) said.push(partOfDay(hour, half));
  else if (mark !== '' || minute === 0) said.push(hour === 1 && minute === 0 ? 'hora' : 'horas');
  return said.join(' ');
}

function partOfDay(hour: number, half: 'am' | 'pm'): string {
  if (half === 'am') return 'de la mañana';
  return hour >= 8 && hour !== 12 ? 'de la noche' : 'de la tarde';
}
