import type { Span } from '../sentences';
import type { Attributes } from './spellings';
import { elements } from './spellings';

/** A piece of markup in a text; what is between the pieces is text. */
export type Token = Span &
  (
    | { is: 'open'; name: string; attributes: Attributes }
    | { is: 'empty'; name: string; attributes: Attributes }
    | { is: 'close'; name: string }
    /** A comment, or an instruction. */
    | { is: 'nothing' }
    | { is: 'bracket'; name: string; value: string }
    /** `word`: the span of what has this pronunciation. */
    | { is: 'ipa'; word: Span; ipa: string }
    | { is: 'entity'; say: string }
  );

const attribute = String.raw`\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=/]+))?`;
const grammar = new RegExp(
  [
    String.raw`<!--[^]*?-->|<\?[^<>]*\?>|<!\[CDATA\[|\]\]>`,
    String.raw`<(?<slash>\/?)(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?:${attribute})*)\s*(?<empty>\/?)>`,
    String.raw`\[(?<bracket>pause|rate|voice):\s*(?<value>[^\]\n[]{1,100})\]`,
    String.raw`\[(?<word>[^[\]\n]{1,200})\]\(\/(?<given>[^/()\n]{1,200})\/\)`,
    String.raw`(?<![\p{L}\p{N}/:.<])\/(?<ipa>(?=[^/\s]{0,100}[ˈˌːəɚɝɪʊɛɜɔæɑɒʌɐɹɾɡʁθðʃʒŋɲʎβɣχøœɵʏɯɨʉɫ])[^/\n]{1,100})\/(?![\p{L}\p{N}/])`,
    String.raw`&(?:(?<entity>amp|lt|gt|quot|apos|nbsp)|#(?<decimal>\d{1,7})|#x(?<hex>[\da-f]{1,6}));`,
  ].join('|'),
  'giu',
);

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** All markup of a text, in order. */
export function* tokens(text: string): Generator<Token, void, undefined> {
  // Without this, a comment that is never closed would be searched for from each of its starts.
  const comments = text.includes('-->');
  for (const match of text.matchAll(grammar)) {
    if (match[0].startsWith('<!--') && !comments) continue;
    const token = readTag(match, text) ?? readBracket(match) ?? readEntity(match);
    if (token) yield token;
    else if (/^<[!?]|^\]\]/.test(match[0])) yield { ...spanOf(match), is: 'nothing' };
  }
}

function readTag(match: RegExpMatchArray, text: string): Token | undefined {
  const { slash, name, attributes = '', empty } = match.groups ?? {};
  if (name === undefined) return undefined;
  const span = spanOf(match);
  const known = name.toLowerCase();
  if (slash) return { ...span, is: 'close', name: known };
  // `List<int>` is a type and no tag.
  const touches = /[\p{L}\p{N}_]/u.test(text.charAt(span.from - 1));
  if (touches && !empty && attributes === '' && !Object.hasOwn(elements, known)) return undefined;
  return {
    ...span,
    is: empty ? 'empty' : 'open',
    name: known,
    attributes: readAttributes(attributes),
  };
}

function readAttributes(text: string): Attributes {
  const found: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of text.matchAll(
    /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g,
  )) {
    found[name.toLowerCase()] = (double ?? single ?? bare ?? '').trim();
  }
  return found;
}

function readBracket(match: RegExpMatchArray): Token | undefined {
  const { bracket, value = '', word, given, ipa } = match.groups ?? {};
  const span = spanOf(match);
  if (bracket !== undefined) {
    return { ...span, is: 'bracket', name: bracket.toLowerCase(), value: value.trim() };
  }
  if (word !== undefined && given !== undefined) {
    return {
      ...span,
      is: 'ipa',
      word: { from: span.from + 1, to: span.from + 1 + word.length },
      ipa: given,
    };
  }
  if (ipa === undefined) return undefined;
  return { ...span, is: 'ipa', word: { from: span.from + 1, to: span.to - 1 }, ipa };
}

function readEntity(match: RegExpMatchArray): Token | undefined {
  const { entity, decimal, hex } = match.groups ?? {};
  if (entity !== undefined)
    return { ...spanOf(match), is: 'entity', say: entities[entity.toLowerCase()] ?? '' };
  if (decimal === undefined && hex === undefined) return undefined;
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  const character = code > 0x1f && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return { ...spanOf(match), is: 'entity', say: character ? String.fromCodePoint(code) : ' ' };
}

function spanOf(match: RegExpMatchArray): Span {
  const from = match.index ?? 0;
  return { from, to: from + match[0].length };
}
