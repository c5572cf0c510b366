import type { PartOfSpeech } from './parts-of-speech';

/** How to look a word up: under a part of speech (or as if there were none), or as another word that sounds so. */
export type Choice = { part: PartOfSpeech | 'DEFAULT' } | { as: string };

/**
 * For words whose part of speech does not tell, or not well enough, how they are said: the first rule whose patterns fit
 * the words around. `words` are those of a sentence in small letters.
 */
export function homograph(words: readonly string[], index: number): Choice | undefined {
  const word = words[index] ?? '';
  const rules = Object.hasOwn(table, word) ? table[word] : undefined;
  const found = rules?.find(({ before, after, near }) => {
    if (before && !before.test(words.slice(Math.max(0, index - 2), index).join(' '))) return false;
    if (after && !after.test(words.slice(index + 1, index + 3).join(' '))) return false;
    return (
      !near || words.slice(Math.max(0, index - 5), index + 6).some((other) => near.test(other))
    );
  });
  return found?.choice;
}

/** `before` and `after`: the two words on that side with a space between; `near`: one of five on either side. */
type Rule = { before?: RegExp; after?: RegExp; near?: RegExp; choice: Choice };

const verb: Choice = { part: 'VERB' };
const pointing: Choice = { part: 'DT' };
const tiny: Choice = { part: 'ADJ' };
const usual: Choice = { part: 'DEFAULT' };
const directions = String.raw`up|down|back|through|around|apart|off|out|open|away|into`;

const notWinding = /(?:^|\b)(?:the|a|an|this|that|strong|cold|no|some|north|south|east|west|of)$/;
const fishing =
  /^(?:fish|fishing|fished|caught|catch|sea|striped|lake|river|trout|largemouth|grilled)$/;
const metal =
  /^(?:pipes?|paints?|poisoning|bullets?|shot|acid|oxide|weights?|crystal|roof|batteries|ore|mines?)\b/;

const tear: readonly Rule[] = [
  { after: new RegExp(`^(?:${directions}|in|at)\\b`), choice: verb },
  { before: /\b(?:and|wear and)$/, choice: verb },
];
const wind: readonly Rule[] = [
  { before: notWinding, choice: usual },
  { after: new RegExp(`^(?:${directions}|its|their)\\b`), choice: verb },
];
const bow: readonly Rule[] = [
  { before: /\b(?:takes?|took|taking|final) (?:a|his|her|their)$/, choice: verb },
  { after: /^(?:down|to|before|out|of)\b/, choice: verb },
  { after: /^(?:and|tie)\b/, choice: usual },
  { before: /\b(?:a|and|his|her|with)$/, choice: usual },
];
const close: readonly Rule[] = [
  { before: /\b(?:the|its|their|a)$/, after: /^(?:of\b|$)/, choice: { part: 'NOUN' } },
  { before: /\b(?:the|its|their|a|is|are|was|were|very|too|so)$/, choice: usual },
];

const table: Readonly<Record<string, readonly Rule[]>> = {
  // `used to live here` and `is used to noise`, but `is used to cut`.
  used: [
    {
      before: /\b(?:is|are|was|were|be|been|being|it's)$/,
      after: /^to (?:.+ing|the|an?|this|that|it|them|me|him|my|your|his|its|our|their|such)$/,
      choice: { part: 'VBD' },
    },
    { before: /\b(?:is|are|was|were|be|been|being|it's)$/, choice: usual },
    { after: /^to\b/, choice: { part: 'VBD' } },
    { choice: usual },
  ],
  lead: [
    { after: metal, choice: { as: 'led' } },
    {
      before: /\b(?:of|from|with|like|molten|and|or|than)$/,
      after: /^(?:$|and\b|or\b)/,
      choice: { as: 'led' },
    },
  ],
  // The pronoun, not the conjunction (`I think that he said so`).
  that: [
    { before: /^$/, choice: pointing },
    { after: /^$/, choice: pointing },
    {
      before: /\b(?:of|in|for|with|like|about|at|on|from|by|is|was|and|but|do|did|than)$/,
      choice: pointing,
    },
  ],
  minute: [
    { before: /\b(?:very|most|so|more)$/, choice: tiny },
    {
      after: /^(?:details?|amounts?|quantit|traces?|particles?|fractions?|differences?|changes?)/,
      choice: tiny,
    },
    { choice: usual },
  ],
  bass: [{ near: fishing, choice: usual }, { choice: { part: 'ADJ' } }],
  live: [
    {
      before: /\b(?:is|was|are|were|broadcast|go|going|went|performed|recorded|perform)$/,
      choice: usual,
    },
    { before: /\b(?:the|an?|our|this|some|of|with|for|by)$/, choice: usual },
    {
      after:
        /^(?:music|shows?|concerts?|streams?|performances?|broadcasts?|albums?|audiences?|events?|coverage|videos?)\b/,
      choice: usual,
    },
  ],
  wound: [
    { after: new RegExp(`^(?:${directions}|its|together)\\b`), choice: { part: 'VBD' } },
    { choice: usual },
  ],
  close,
  closer: close,
  tear,
  tears: tear,
  wind,
  winds: wind,
  bow,
  bows: bow,
};
