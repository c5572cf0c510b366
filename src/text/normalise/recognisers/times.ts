import type { LanguageRules } from '../languages/rules';
import { anyDigit, asciiDigits, digit, escape } from '../numerals';
import type { Context, Recogniser } from '../recogniser';
import { edges } from './edges';

type Groups = Readonly<Record<string, string | undefined>>;

/** `5:30pm`, `17:05`, `5 p.m.`, `14:30:05`, `14 Uhr`, `18h30`. */
export function times(rules: LanguageRules): Recogniser[] {
  const { separators, marks, halves, before } = rules.times;
  const { start } = edges(rules);
  const letters = rules.spaced ? String.raw`\p{L}\p{M}` : 'A-Za-z';
  const end = String.raw`(?![${letters}\p{Nd}_]|[.,:]\p{Nd})`;
  const hour = `(?<hour>${digit}{1,2})`;
  const minutes = `[${[...separators].map(escape).join('')}](?<minute>${digit}{2})(?::(?<second>${digit}{2}))?`;
  const half = halves ? String.raw`(?:\s?(?<half>[ap])(?:m|\.\s?m\.))` : '(?!)';
  const mark = marks === undefined ? '(?!)' : String.raw`(?:\s?(?<mark>${marks}))`;
  const recogniser = (source: string): Recogniser => ({
    kind: 'time',
    needs: anyDigit,
    pattern: new RegExp(`${start}${source}${end}`, 'giu'),
    say: ({ groups = {} }, context) => sayTime(rules, groups, context),
  });
  const dotted = String.raw`${hour}\.(?<minute>${digit}{2})`;
  return [
    ...(before === undefined
      ? []
      : [
          recogniser(`${dotted}${mark}`),
          // `do 1.10.` is a day.
          recogniser(
            String.raw`(?<=(?:^|[^\p{L}\p{M}])(?:${before})\s)${dotted}(?!\.\s*\S|\s?[%‰°])`,
          ),
        ]),
    recogniser(`${hour}${minutes}${half}`),
    recogniser(`${hour}${minutes}${mark}`),
    recogniser(`${hour}${minutes}`),
    recogniser(`${hour}${half}`),
    recogniser(`${hour}${mark}`),
    untilTime(rules, { start, end, minutes, halfOrMark: `(?:${half}|${mark})` }),
  ];
}

/** The dash of `8:30–12:00`, `9–17 Uhr`. */
function untilTime(
  { words }: LanguageRules,
  source: { start: string; end: string; minutes: string; halfOrMark: string },
): Recogniser {
  const unnamed = (text: string) => text.replace(/\?<[a-z]+>/g, '?:');
  const [minutes, ending] = [unnamed(source.minutes), unnamed(source.halfOrMark)];
  const low = `${source.start}${digit}{1,2}(?:${minutes})?${ending}?`;
  const high = `${digit}{1,2}(?:${minutes}${ending}?|${ending})${source.end}`;
  return {
    kind: 'range',
    needs: /\s?[-–—~〜～]\s?\p{Nd}/u,
    pattern: new RegExp(String.raw`(?<=${low})\s?[-–—~〜～]\s?(?=${high})`, 'giu'),
    say: () => ` ${words.to} `,
  };
}

/** What the groups `hour`, `minute`, `second`, `half` and `mark` say; undefined for no time of the day. */
export function sayTime(
  rules: LanguageRules,
  groups: Groups,
  context: Context,
): string | undefined {
  const number = (text: string | undefined) => Number(asciiDigits(text ?? ''));
  const hour = number(groups['hour']);
  const minute = number(groups['minute']);
  const second = groups['second'] === undefined ? undefined : number(groups['second']);
  const letter = groups['half']?.toLowerCase();
  const half = letter === undefined ? undefined : letter === 'a' ? 'am' : 'pm';
  const possible = hour <= (half ? 12 : 24) && minute < 60 && (second ?? 0) < 60;
  if (!possible) return undefined;
  return rules.say.time({ hour, minute, second, half, mark: groups['mark'] ?? '' }, context);
}
