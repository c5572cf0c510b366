import {
  american,
  americanSounds,
  british,
  britishSounds,
  diphthongs,
  type Rule,
} from './english/from-espeak';

/**
 * eSpeak's IPA (`^` between the letters of one sound) in the symbols that Kokoro was taught, which are those of misaki
 * (https://github.com/hexgrad/misaki). `language` is a BCP 47 tag.
 */
export function toKokoro(ipa: string, language: string): string {
  const rules = language === 'en-US' ? american : language === 'en-GB' ? british : others;
  return apply(rules, ipa);
}

/**
 * As `toKokoro`, for IPA that somebody wrote on purpose: weak vowels and stresses stay as they are, and a mark in front
 * of a syllable is moved to its vowel.
 */
export function soundsToKokoro(ipa: string, language: string): string {
  const rules =
    language === 'en-US' ? americanSounds : language === 'en-GB' ? britishSounds : others;
  return apply(rules, ipa).replace(/([ˈˌ])([^\sˈˌaeiouyæøœɑɒɐɔəɚɛɜɪʊʌᵻᵊɨɯɤAIOQWY]+)/g, '$2$1');
}

function apply(rules: readonly Rule[], ipa: string): string {
  return rules.reduce((symbols, [from, to]) => symbols.replace(from, to), ipa);
}

const others: readonly Rule[] = [
  ...diphthongs,
  [/o\^ʊ/g, 'O'],
  [/ə\^ʊ/g, 'Q'],
  [/d\^z/g, 'ʣ'],
  [/t\^s/g, 'ʦ'],
  [/s\^s/g, 'S'],
  // Hindi's flaps, which eSpeak writes in its own letters; a full stop would be a pause.
  [/r\.h/g, 'ɽʰ'],
  [/r\./g, 'ɽ'],
  [/\^/g, ''],
];
