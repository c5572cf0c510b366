// eSpeak's English IPA (`^` between the letters of one sound) in Kokoro's symbols. The weak vowels and the stresses are
// misaki's habits, found by counting on one half of its lexicons and kept when they held on the other
// (docs/decisions/0011-english-phonemes.md).

export type Rule = readonly [from: RegExp, to: string];

/** Sounds that are one symbol, in all languages. */
export const diphthongs: readonly Rule[] = [
  [/a\^ɪ/g, 'I'],
  [/a\^ʊ/g, 'W'],
  [/e\^ɪ/g, 'A'],
  [/ɔ\^ɪ/g, 'Y'],
  [/d\^ʒ/g, 'ʤ'],
  [/t\^ʃ/g, 'ʧ'],
];

/** A consonant, a vowel, and the two ends of a word, as parts of a pattern. */
const C = '[bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ]';
const V = '[AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻᵊ]';
const first = String.raw`(?<!\S)`;
const last = String.raw`(?!\S)`;
const stressed = String.raw`(?<=ˈ\S*)`;

const english: readonly Rule[] = [
  ...diphthongs,
  [/ə\^l/g, 'ᵊl'],
  // A consonant that is a syllable, as in `button`.
  [/ʔ[ˈˌ]?n\u0329/g, 'ʔn'],
  [/(\p{L})\u0329/gu, 'ᵊ$1'],
  [/ʔ(?!n)/g, 't'],
  [/ɚ/g, 'əɹ'],
  // The article `a` keeps its symbol.
  [/(?<=\S)ɐ|ɐ(?=\S)/g, 'ə'],
  // Sounds of other languages, as their nearest English ones.
  [/r/g, 'ɹ'],
  [/[xç]/g, 'k'],
  [/ɬ/g, 'l'],
  [/ʲ(?=[oə])/g, 'j'],
  [/ʲ|\u0303|\u0329/g, ''],
];

/** Unstressed `ex-` and `em-`, `in-` and `con-`. */
const prefixes: readonly Rule[] = [
  [rule(`${first}ɛ(?=${C}{2})`), 'ɪ'],
  [/(?<![ˈˌ]\S*)ŋ(?=[kɡ])/g, 'n'],
];

export const americanSounds: readonly Rule[] = [
  ...english,
  [/o\^ʊ/g, 'O'],
  [/e(?!\^)/g, 'A'],
  [/\^/g, ''],
  [/ɜː/g, 'ɜɹ'],
  [/ɹ+/g, 'ɹ'],
  [/ɪə/g, 'iə'],
  [/ː/g, ''],
  [/o/g, 'ɔ'],
];

/** `i` before a vowel, `ᵻ` in endings (`boxes`, `wanted`, `happiest`) only, else `ə`, or `ᵊ` before a consonant. */
const americanWeakVowels: readonly Rule[] = [
  [rule(`(?<![ˈˌ])ɪ(?=[ˈˌ]?${V})`), 'i'],
  [rule(`ᵻ(?![dz]${last})`), 'ə'],
  [rule(`(?<=${C})ɪ(?=[bdfklpstvɡɾʤ]\\p{L}|[nt]${last}|${C}[ˈˌ])`), 'ə'],
  [/jʊ/g, 'jə'],
  [/æ(?=ɹ)/g, 'ɛ'],
  [rule(`ᵊ(?=${C}{2})`), 'ə'],
  [rule(`(?<=ɹ)ᵊ(?=l${last})`), 'ə'],
  [rule(`(?<=${V})ɪ(?=st)`), 'ᵻ'],
  [/(?<=k)(?=li)/g, 'ᵊ'],
  [rule(`(?<=${C})i(?=li)`), 'ə'],
  [rule(`(?<=${C})ə(?=ks)`), 'ɪ'],
  [rule(`${first}mə(?=s)`), 'mɪ'],
  [rule(`(?:æ|(?<=${C})ɛ)(?=${C}[ˈˌ])`), 'ə'],
  [rule(`(?<=${C})ɔ(?=ɹ[ˈˌ])`), 'ə'],
  [rule(`(?<=s)ə(?=n(?:${C}|${last}))`), 'ᵊ'],
  [rule(`${stressed}(?<=[dt])ə(?=n)`), 'ᵊ'],
  [rule(`(?<=${V})t(?=ɪ)`), 'ɾ'],
  ...prefixes,
];

/** Secondary stress is on `un-`, and on each full vowel behind the main stress, but not in `-ist` and `-ism`. */
const americanStress: readonly Rule[] = [
  [rule(`${first}ʌ(?=\\S*ˈ)`), 'ˌʌ'],
  [rule(`(?<=ˈ\\S*${C})(?=[AIæɑɛ])`), 'ˌ'],
  [/ˌ(?=ɪs)/g, ''],
];

export const american: readonly Rule[] = [
  ...americanSounds,
  ...americanWeakVowels,
  ...americanStress,
];

export const britishSounds: readonly Rule[] = [
  ...english,
  [/ə\^ʊ/g, 'Q'],
  [/e\^ə/g, 'ɛː'],
  [/e(?!\^)/g, 'A'],
  [/\^/g, ''],
  [/iə/g, 'ɪə'],
  [/o/g, 'ɔ'],
];

const britishWeakVowels: readonly Rule[] = [
  [rule(`(?<=[dfkpsptvzʃʒʤʧθð])ən${last}`), 'ᵊn'],
  [rule(`(?<=f)ᵊl${last}`), 'ʊl'],
  [rule(`${stressed}i(?=${C})`), 'ɪ'],
  [rule(`ɪ${last}`), 'i'],
  [rule(`uː(?=${V})`), 'ʊ'],
  [rule(`(?<=${C})ə(?=nt)`), 'ᵊ'],
  [rule(`a(?=${C}[ˈˌ])`), 'ə'],
  [rule(`ɛ(?=${C}[ˈˌ])`), 'ɪ'],
  [/(?<=ɪn)ə(?=s)/g, 'ɪ'],
  [rule(`(?<=ˈ\\S*${C})ɜ`), 'ə'],
  [rule(`ᵊ(?=${C}${V})`), 'ə'],
  [rule(`(?<=ɹ|${V})ᵊ(?=l${last})`), 'ə'],
  [rule(`(?<=ʃ)ᵊ(?=l${last})`), ''],
  ...prefixes,
];

/** Only the main stress counts, and what is in front of it. */
const britishStress: readonly Rule[] = [[rule(`${stressed}ˌ`), '']];

export const british: readonly Rule[] = [...britishSounds, ...britishStress, ...britishWeakVowels];

function rule(pattern: string): RegExp {
  return new RegExp(pattern, 'gu');
}
