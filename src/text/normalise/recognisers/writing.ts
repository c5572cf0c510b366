import type { LanguageRules } from '../languages/rules';
import { escape, oneOf } from '../numerals';
import type { Recogniser } from '../recogniser';

/** `Dr.`, `e.g.`, `St.` */
export function abbreviations(rules: LanguageRules): Recogniser[] {
  const known = rules.abbreviations;
  const forms = Object.keys(known);
  if (forms.length === 0) return [];
  const before = rules.spaced ? String.raw`(?<![\p{L}\p{M}\p{Nd}_.])` : '';
  const after = rules.spaced ? String.raw`(?![\p{L}\p{M}]|(?<!\.)\p{Nd})` : '';
  return [
    {
      kind: 'abbreviation',
      pattern: new RegExp(`${before}(?:${oneOf(forms)})${after}`, 'gu'),
      say: ([text], context) => {
        const say = known[text];
        return typeof say === 'function' ? say(context) : say;
      },
    },
  ];
}

/**
 * Capitals that are spelled: `FBI`, `U.S.`, `CDs`. Those that the language lists are words (`NASA`); what can be a
 * word and stands among other capitals is shouted.
 */
export function acronyms(rules: LanguageRules): Recogniser[] {
  const letter = rules.spaced ? String.raw`\p{L}\p{M}` : String.raw`\p{sc=Latin}`;
  return [
    {
      kind: 'acronym',
      needs: /\p{Lu}[\p{Lu}.]/u,
      pattern: new RegExp(
        String.raw`(?<![${letter}\p{N}_])(?<dotted>(?:\p{Lu}\.){2,6})(?![${letter}])|(?<![${letter}_])(?<letters>\p{Lu}{2,6})(?<plural>['’]?s)?(?![${letter}_])`,
        'gu',
      ),
      say: ({ groups = {} }, context) => {
        const { dotted, letters = '', plural } = groups;
        if (dotted !== undefined) return rules.say.letters(dotted.replaceAll('.', ''));
        if (rules.acronyms.has(letters) || isShouted(letters, context)) return undefined;
        return rules.say.letters(letters) + (plural === undefined ? '' : rules.acronymPlural);
      },
    },
  ];
}

/**
 * Whether a word in capitals, with vowels as words have them, has a neighbour of the same kind, or, when it is a short
 * one, stands in a line of nothing but capitals.
 */
function isShouted(letters: string, { before, after }: { before: string; after: string }): boolean {
  if (letters.length > 5) return true;
  const wordLike = /[AEIOUYÆØŒ]/.test(letters.normalize('NFD')) || /[^\p{sc=Latin}]/u.test(letters);
  if (!wordLike) return false;
  // Commas and slashes stand between abbreviations.
  const [left, right] = letters.length > 3 ? beside : besideWithoutSigns;
  if (letters.length > 2 && (left.test(before) || right.test(after))) return true;
  const around = before + after;
  return !/[\p{Ll},;/&()]/u.test(around) && (around.match(/\p{Lu}/gu)?.length ?? 0) > 5;
}

/** A shouted word in front, and behind. */
const beside = [/\p{Lu}{3,}[^\p{L}]*$/u, /^[^\p{L}]*\p{Lu}{3,}/u] as const;
const besideWithoutSigns = [/\p{Lu}{3,}[^\p{L},;/&]*$/u, /^[^\p{L},;/&]*\p{Lu}{3,}/u] as const;

/** `&`, `+`, `=`, `≤`: by name where they stand alone or between words and numbers. */
export function symbols(rules: LanguageRules): Recogniser[] {
  const known = rules.symbols;
  const names = Object.keys(known);
  if (names.length === 0) return [];
  return [
    {
      kind: 'symbol',
      pattern: new RegExp(`(?:${names.map(escape).join('|')})`, 'gu'),
      say: ([text], { before, after }) => {
        const name = known[text];
        if (name === undefined || (/[<>]/.test(text) && !compares(before, after))) return undefined;
        const left = /[\p{L}\p{N}]$/u.test(before) ? ' ' : '';
        const right = /^[\p{L}\p{N}]/u.test(after) ? ' ' : '';
        return left + name + right;
      },
    },
    {
      // `4 x 5`, `1920x1080`
      kind: 'symbol',
      needs: /\p{Nd}\s?x/u,
      pattern: /(?<=\p{Nd})(?:x|\sx(?=\s))(?=\s?\p{Nd})/gu,
      say: () => known['×'] && ` ${known['×']} `,
    },
  ];
}

/** Whether `<` stands beside a number or between blanks; else it is a bracket (`List<int>`). */
function compares(before: string, after: string): boolean {
  const beside = /\p{Nd}$/u.test(before) || /^[-−]?\.?\p{Nd}/u.test(after);
  return beside || (/(?:^|\s)$/.test(before) && /^\s/.test(after));
}

/** Pictures are left out, and those that are made of signs. */
export function emoji(): Recogniser[] {
  return [
    {
      kind: 'emoji',
      needs: /[<:;=^]|[xX]D/,
      pattern: /(?<=^|\s)(?:<3|[:;=]['’]?-?[)(DP|]|[xX]D|\^\^)(?=$|[\s.,!?])/gu,
      say: () => '',
    },
    {
      kind: 'emoji',
      needs: /[\u2000-\uffff]/,
      pattern:
        /(?:\p{RI}\p{RI}|[#*0-9]\ufe0f?\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|(?![©®™↔▪▫])\p{Extended_Pictographic})(?:\p{EMod}|\ufe0f|\u200d\p{Extended_Pictographic}|[\u{e0020}-\u{e007f}])*)/gu,
      say: () => '',
    },
  ];
}
