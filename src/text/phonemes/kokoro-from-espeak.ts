/**
 * eSpeak's IPA (`^` between the letters of one sound) in the symbols that Kokoro was taught, which are those of misaki
 * (https://github.com/hexgrad/misaki). `language` is a BCP 47 tag.
 */
export function toKokoro(ipa: string, language: string): string {
  const rules = language === 'en-US' ? american : language === 'en-GB' ? british : others;
  return rules.reduce((symbols, [from, to]) => symbols.replace(from, to), ipa);
}

type Rule = readonly [from: RegExp, to: string];

/** Sounds that are one symbol. */
const diphthongs: readonly Rule[] = [
  [/a\^ɪ/g, 'I'],
  [/a\^ʊ/g, 'W'],
  [/e\^ɪ/g, 'A'],
  [/ɔ\^ɪ/g, 'Y'],
  [/d\^ʒ/g, 'ʤ'],
  [/t\^ʃ/g, 'ʧ'],
];

const english: readonly Rule[] = [
  ...diphthongs,
  [/ə\^l/g, 'ᵊl'],
  // A consonant that is a syllable, as in `button`.
  [/ʔ[ˈˌ]?n\u0329/g, 'ʔn'],
  [/(\p{L})\u0329/gu, 'ᵊ$1'],
  [/ʔ(?!n)/g, 't'],
  [/ɚ/g, 'əɹ'],
  [/ɐ/g, 'ə'],
  // Sounds of other languages, as their nearest English ones.
  [/r/g, 'ɹ'],
  [/[xç]/g, 'k'],
  [/ɬ/g, 'l'],
  [/ʲ(?=[oə])/g, 'j'],
  [/ʲ|\u0303|\u0329/g, ''],
];

const american: readonly Rule[] = [
  ...english,
  [/o\^ʊ/g, 'O'],
  [/e(?!\^)/g, 'A'],
  [/\^/g, ''],
  [/ɜː/g, 'ɜɹ'],
  [/ɹ+/g, 'ɹ'],
  [/ɪə/g, 'iə'],
  [/ː/g, ''],
  [/o/g, 'ɔ'],
  // misaki's weak vowels: `i` before a vowel, `ᵻ` in endings (`boxes`, `wanted`) only, else `ə`.
  [/(?<![ˈˌ])ɪ(?=[ˈˌ]?[AIOWYæiuɑɔəɛɜɪʊʌ])/g, 'i'],
  [/ᵻ(?![dz](?!\p{L}))/gu, 'ə'],
  [/(?<=[b-df-hj-np-tv-zðɡɹɾʃʒʤʧθŋ])ɪ(?=[bdfklpstvɡɾʤ]\p{L}|t(?!\p{L}))/gu, 'ə'],
];

const british: readonly Rule[] = [
  ...english,
  [/ə\^ʊ/g, 'Q'],
  [/e\^ə/g, 'ɛː'],
  [/e(?!\^)/g, 'A'],
  [/\^/g, ''],
  [/iə/g, 'ɪə'],
  [/o/g, 'ɔ'],
  // misaki's weak syllables.
  [/(?<=[dfsptvzʃʒʤʧθð])ən(?!\p{L})/gu, 'ᵊn'],
];

const others: readonly Rule[] = [
  ...diphthongs,
  [/o\^ʊ/g, 'O'],
  [/ə\^ʊ/g, 'Q'],
  [/d\^z/g, 'ʣ'],
  [/t\^s/g, 'ʦ'],
  [/s\^s/g, 'S'],
  [/\^/g, ''],
];
