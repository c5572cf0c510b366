import { romanSource, romanValue } from '../recognisers/counts';
import type { Recogniser } from '../recogniser';
import type { Say } from './rules';

/** How phone numbers are written in most countries: `020-1234567`, `(044) 123-45-67`, `tel. 222 123 456`. */
export const everydayPhones: readonly string[] = [
  String.raw`(?:\p{Nd}\s)?\(0?\p{Nd}{2,4}\)\s?\p{Nd}{2,4}(?:[\s-]\p{Nd}{2,4}){1,2}`,
  String.raw`(?<!\p{Nd}\s)[0٠۰০]\p{Nd}{1,4}(?:[\s/-]\p{Nd}{1,8}){1,4}`,
  String.raw`(?<=(?<!\p{L})(?:${[
    '[Tt]el|[Tt]lf|[Mm]ob|[Bb]el|[Rr]ing|[Zz]a?dzwo|[Zz]?a?[Vv]ol|[Nn]azov|[Pp]okli|[Ss]un|[Hh]ív|[Ss]oit|[Pp]uh|[Gg]ọi',
    '[Тт]ел|[Зз]вон|[Дд]звон|[Пп]озв|[Пп]озов|[Оо]бад|[Κκ]αλ|[Ττ]ηλ|ĐT|[Hh]ubungi',
    'هاتف|اتصل|تلفن|تماس|فون|טל|התקשר|ফোন|அழை|โทร|전화',
  ].join('|')})[\p{L}\p{M}]*[.:'׳]?\s{1,2})\p{Nd}{2,4}(?:[\s-]\p{Nd}{2,7}){1,4}`,
];

/**
 * `Willem III`, `XVII w.`, `IV. Béla`: of two letters and more, which count up to 39, but not among other capitals. Its
 * full stop is that of an ordinal in the middle of a sentence.
 */
export function romanOrdinals(ordinal: Say['ordinal'], article = ''): Recogniser {
  return {
    kind: 'roman',
    needs: /[IVX]{2}/,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{M}\p{Nd}_.'’-])(?=[IVX]{2})(?<n>${romanSource})(?:\.(?=\s\p{Ll})|(?<=^[IVX]{2,6})\.(?=\s\p{Lu}))?(?![\p{L}\p{M}\p{Nd}_'’]|\.\p{L})`,
      'gu',
    ),
    say: ({ groups = {} }, { before, after }) => {
      const isShouted = /\p{Lu}{2,}[^\p{L}]*$/u.test(before) || /^[^\p{L}]*\p{Lu}{2,}/u.test(after);
      const digits = String(romanValue(groups['n'] ?? ''));
      if (isShouted) return undefined;
      const isRuler = /\p{Lu}\p{Ll}+\s$/u.test(before);
      return (isRuler && article !== '' ? `${article} ` : '') + ordinal(digits, { before, after });
    },
  };
}
