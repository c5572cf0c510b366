import type { Context, Recogniser } from '../recogniser';
import { isFeminine, ordinal, type PortugueseNumbers } from './pt-numbers';
import { countedWord, halvesBehind, romansBefore } from './romance';
import type { TimeParts } from './rules';

const numbered =
  'guerras?|congresso|edição|encontro|festival|prêmio|prémio|jogos|semana|jornadas?|república|milênio|milénio|século|aniversário|campeonato|torneio|região|cúpula|feira|concurso|império|dinastia|exército|reich|bienal';

/** What only Portuguese writes. */
export function portugueseOnly(numbers: PortugueseNumbers): Recogniser[] {
  return [
    ordinals(),
    romansBefore(numbered, (digits, noun) => ordinal(digits, isFeminine(noun) ? 'f' : 'm')),
    halvesBehind((digits, noun) => {
      const count = numbers.cardinal(digits, { before: '', after: '', noun });
      return `${count} ${noun} e ${isFeminine(noun) ? 'meia' : 'meio'}`;
    }),
    {
      // `por 3 x 2`, `3x2`
      kind: 'score',
      pattern:
        /(?<![\p{L}\p{Nd}.,])(?<one>\d{1,2})\s?x\s?(?<other>\d{1,2})(?!\s?(?:\d|[.,]\d|[cmk]?m(?!\p{L})|x))(?![\p{L}\p{Nd}])/gu,
      say: ({ groups = {} }) =>
        `${numbers.plain(groups['one'] ?? '')} a ${numbers.plain(groups['other'] ?? '')}`,
    },
    {
      // `CEP 01310-200`
      kind: 'number',
      pattern: /(?<![\p{L}\p{Nd}.,-])(?:\d{5}-\d{3}|(?<=\d,\s)\d{4}-\d{3})(?![\p{L}\p{Nd}]|-\d)/gu,
      say: ([code]) =>
        code
          .split('-')
          .map((part) => [...part].map((digit) => numbers.plain(digit)).join(' '))
          .join(', '),
    },
    {
      // `anos ’90`
      kind: 'year',
      pattern: /(?<=(?<!\p{L})anos\s)['’](?<n>\d0)(?!\d)/giu,
      say: ({ groups = {} }) => numbers.plain(groups['n'] ?? ''),
    },
  ];
}

/** `3º`, `10.ª`, `2o lugar`; a degree sign only before what may be a noun. */
function ordinals(): Recogniser {
  return {
    kind: 'ordinal',
    pattern:
      /(?<![\p{L}\p{Nd}_.,])(?<n>\d{1,4})(?:\.?(?<suffix>[ºª])(?<plural>s?)|(?<letter>[oa])(?=\s\p{L}{3})|(?<degree>°))(?![\p{L}\p{Nd}])/gu,
    say: ({ groups = {} }, context) => {
      const { n = '', suffix, letter, plural = '', degree } = groups;
      if (Number(n) === 0 || (degree !== undefined && !isCounted(context))) return undefined;
      const word = countedWord(context);
      const feminine =
        suffix === 'ª' ||
        letter === 'a' ||
        (degree !== undefined && word !== undefined && isFeminine(word));
      return ordinal(n, feminine ? 'f' : 'm') + plural;
    },
  };
}

/** Whether a noun follows, and no little word. */
function isCounted(context: Context): boolean {
  const word = countedWord(context);
  return (
    word !== undefined &&
    word.length > 3 &&
    !/^(?:para|entre|desde|sobre|como|hoje|pela|pelo)$/u.test(word)
  );
}

/** `às dezessete e trinta`, `às doze horas` */
export function sayTime({ plain, cardinal }: PortugueseNumbers, parts: TimeParts): string {
  const { hour, minute, second } = parts;
  const noun = hour < 2 ? 'hora' : 'horas';
  const hours = cardinal(String(hour), { before: '', after: '', noun });
  if (minute === 0 && second === undefined) return `${hours} ${noun}`;
  const seconds = second === undefined ? '' : ` e ${plain(String(second))} segundos`;
  return `${hours} e ${plain(String(minute))}${seconds}`;
}
