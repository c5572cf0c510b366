import type { LanguageRules } from '../languages/rules';
import { nowhere } from '../languages/create';
import { asciiDigits } from '../numerals';
import type { Recogniser } from '../recogniser';

/** Common ends of file names; others are taken for words. */
const extensions =
  'md txt pdf docx? xlsx? pptx? html? css jsx? tsx? mjs cjs json ya?ml toml xml csv tsv svg png jpe?g gif webp ico mp[34] wav ogg flac ' +
  'webm mov avi mkv zip tar gz 7z rar exe dmg apk iso py rb rs go java kt swift c h cpp hpp cs php sh bat ps1 sql log ini cfg conf lock env onnx wasm';
/** Of hosts without `www.` and scheme. */
const domains =
  'com org net edu gov mil int io dev app ai co uk de fr es it pt br nl pl se dk no fi cz hu ro gr ua bg tr vn in jp cn kr ru il ir pk bd th id my eu us ca au nz ch at be ie info biz me tv';

const host = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}`;
const tail = String.raw`(?:[/?#][^\s<>"'“”‘’«»()[\]{}、。，]*[^\s<>"'“”‘’«»()[\]{}、。，.,;:!?*_])?\/?`;

/** Web and mail addresses, file names, `#tag` and `@name`. */
export function addresses(rules: LanguageRules): Recogniser[] {
  const spoken = (text: string) => sayAddress(rules, text);
  return [
    {
      kind: 'email',
      needs: /@/,
      pattern: new RegExp(
        String.raw`(?<![\p{L}\p{N}._%+-])(?:mailto:)?(?<address>[\p{L}\p{N}_%+-]{1,64}(?:\.[\p{L}\p{N}_%+-]{1,64}){0,8}@${host}\p{L}{2,24})(?![\p{L}\p{N}])`,
        'gu',
      ),
      say: ({ groups = {} }) => spoken(groups['address'] ?? ''),
    },
    {
      kind: 'url',
      needs: /:\/\/|[\p{L}\p{N}-]\.\p{L}/u,
      pattern: new RegExp(
        String.raw`(?<![\p{L}\p{N}@])(?:(?:https?|ftp|wss?):\/\/(?:www\.)?(?<whole>[^\s/?#<>"'“”()[\]、。，]*[\p{L}\p{N}]${tail})|www\.(?<www>${host}\p{L}{2,24}(?::\d+)?${tail})|(?<bare>${host}(?:${domains.replace(/ /g, '|')})(?![\p{L}\p{N}-]|\.\p{L})(?::\d+)?${tail}))`,
        'giu',
      ),
      // `m.in.` is no host in India.
      say: ({ groups = {} }, { after }) =>
        after.startsWith('.') && Object.hasOwn(rules.abbreviations, `${groups['bare']}.`)
          ? undefined
          : spoken(groups['whole'] ?? groups['www'] ?? groups['bare'] ?? ''),
    },
    {
      kind: 'file',
      needs: /[\p{L}\p{N}_-]\.[a-z\d]/u,
      pattern: new RegExp(
        String.raw`(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}_~.-]{0,64}[\p{L}\p{N}_~-]\/){0,16}[\p{L}\p{N}_-]{1,64}(?:\.[\p{L}\p{N}_-]+){0,4}\.(?:${extensions.replace(/ /g, '|')})(?![\p{L}\p{N}_]|\.\p{L})`,
        'gu',
      ),
      // `d.h.` is no file of C.
      say: ([text]) => (Object.hasOwn(rules.abbreviations, `${text}.`) ? undefined : spoken(text)),
    },
    {
      kind: 'hashtag',
      needs: /[#@]/,
      pattern: /(?<![\p{L}\p{N}&/#@._])[#@](?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu,
      say: ([text]) => spoken(text),
    },
  ];
}

/** Words and numbers as they are, signs by name; `HelloWorld` is two words, and letters without a vowel are spelled. */
function sayAddress(rules: LanguageRules, text: string): string {
  const pieces =
    decoded(text).match(
      /\p{Lu}{2,}(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+|\p{Lu}|\p{Nd}+|\S/gu,
    ) ?? [];
  const said = pieces.map((piece) => {
    if (/^\p{Nd}/u.test(piece)) return sayDigits(rules, asciiDigits(piece));
    if (!/^[\p{L}\p{M}]/u.test(piece)) return rules.signs[piece] ?? '';
    return isSpelled(piece) ? rules.say.letters(piece) : piece;
  });
  return said.filter((word) => word !== '').join(' ');
}

/** `pdf`, `html`, `br`: no word that could be said. */
function isSpelled(piece: string): boolean {
  return /^(?=\p{sc=Latin}{2,4}$)[^aeiouyà-öø-ýœ]+$/iu.test(piece);
}

/** A number up to four digits without a zero in front; else its digits. */
function sayDigits({ say }: LanguageRules, digits: string): string {
  return digits.length > 4 || (digits.startsWith('0') && digits !== '0')
    ? say.digits(digits)
    : say.cardinal(digits, nowhere);
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    // A `%` that is no code is a sign like others.
    return text;
  }
}

/** `1.2.3`, `v2.0.1`, `192.168.0.1`: numbers with the sign between. */
export function versions(rules: LanguageRules): Recogniser[] {
  return [
    {
      kind: 'version',
      needs: /v\p{Nd}|\p{Nd}\.\p{Nd}/u,
      pattern:
        /(?<![\p{L}\p{N}.])(?<v>v)?(?<n>\p{Nd}{1,6}(?:\.\p{Nd}{1,6}){2,4})(?![\p{L}\p{N}]|[.,]\p{Nd})|(?<![\p{L}\p{N}.])(?<v1>v)(?<n1>\p{Nd}{1,4}(?:\.\p{Nd}{1,4})?)(?![\p{L}\p{N}]|\.\p{Nd})/gu,
      say: ({ groups = {} }) => {
        const { n, n1, v, v1 } = groups;
        const grouped = rules.numbers.groups.includes('.') && /^\p{Nd}{1,3}(?:\.\p{Nd}{3})+$/u;
        if (n !== undefined && !v && grouped && grouped.test(n)) return undefined;
        const dot = rules.numbers.point === '.' ? rules.words.point : rules.signs['.'];
        const numbers = (n ?? n1 ?? '')
          .split('.')
          .map((number) => sayDigits(rules, asciiDigits(number)));
        const said = numbers.join(` ${dot} `);
        return (v ?? v1) ? `${rules.words.version} ${said}` : said;
      },
    },
  ];
}
