/** What is said for each kana of a row, in Kokoro's symbols; `-` where there is none. */
const rows: readonly (readonly [kana: string, symbols: string])[] = [
  ['アイウエオ', 'a i ɯ e o'],
  ['カキクケコ', 'ka kʲi kɯ ke ko'],
  ['ガギグゲゴ', 'ɡa ɡʲi ɡɯ ɡe ɡo'],
  ['サシスセソ', 'sa ɕi sɨ se so'],
  ['ザジズゼゾ', 'ʣa ʥi zɨ ʣe ʣo'],
  ['タチツテト', 'ta ʨi ʦɨ te to'],
  ['ダヂヅデド', 'da ʥi zɨ de do'],
  ['ナニヌネノ', 'na ɲi nɯ ne no'],
  ['ハヒフヘホ', 'ha çi ɸɯ he ho'],
  ['バビブベボ', 'ba bʲi bɯ be bo'],
  ['パピプペポ', 'pa pʲi pɯ pe po'],
  ['マミムメモ', 'ma mʲi mɯ me mo'],
  ['ラリルレロ', 'ɾa ɾʲi ɾɯ ɾe ɾo'],
  ['ヤユヨワヮ', 'ja jɯ jo βa βa'],
  ['ヰヱヲヵヶ', 'i e o ka ke'],
  ['ヷヸヴヹヺ', 'va vʲi vɯ ve vo'],
  ['ァィゥェォ', 'a i ɯ e o'],
  ['ャュョ', 'ja jɯ jo'],
];

/**
 * Moras of two kana: the consonant that each first kana has before the small ones listed. Behind a palatal consonant `ュ`
 * is `ɨ`.
 */
const pairs: readonly (readonly [first: string, small: string, consonants: string])[] = [
  ['キギシジチヂニヒビピミリ', 'ャュョェ', 'kʲ ɡʲ ɕ ʥ ʨ ʥ ɲ ç bʲ pʲ mʲ ɾʲ'],
  ['クグ', 'ァィェォ', 'kᵝ ɡᵝ'],
  ['クグ', 'ヮ', 'kᵝ ɡᵝ'],
  ['ツフヴ', 'ァェォ', 'ʦ ɸ v'],
  ['ツフヴテデ', 'ィ', 'ʦʲ ɸʲ vʲ tʲ dʲ'],
  ['フヴテデ', 'ャュョ', 'ɸʲ bʲ tʲ dʲ'],
  ['トド', 'ゥ', 't d'],
  ['ウ', 'ィェォ', 'β'],
  ['イ', 'ェ', 'j'],
];

const vowelOf: Readonly<Record<string, string>> = {
  ...{ ァ: 'a', ィ: 'i', ゥ: 'ɯ', ェ: 'e', ォ: 'o', ャ: 'a', ュ: 'ɨ', ョ: 'o', ヮ: 'a' },
};

const moras: ReadonlyMap<string, string> = new Map([
  ...rows.flatMap(([kana, symbols]) => zip(kana, symbols)),
  ...pairs.flatMap(([first, small, consonants]) =>
    zip(first, consonants).flatMap(([kana, consonant]): [string, string][] =>
      [...small].map((vowel) => [kana + vowel, consonant + vowelOf[vowel]!]),
    ),
  ),
]);

function zip(kana: string, symbols: string): [string, string][] {
  const parts = symbols.split(' ');
  return [...kana].map((one, index) => [one, parts[index]!]);
}

/**
 * Words in katakana, as they are said (`トーキョー`), in Kokoro's symbols: those of misaki's Japanese front end for Kokoro
 * 1.0 (https://github.com/hexgrad/misaki, cutlet.py). Other characters than spaces are left out.
 */
export function kanaSymbols(words: string): string {
  return words.split(' ').map(wordSymbols).join(' ');
}

function wordSymbols(word: string): string {
  const split = morasOf(word);
  return split
    .map((mora, index) => {
      const next = moras.get(split[index + 1] ?? '') ?? '';
      if (mora === 'ン') return nasalBefore(next);
      if (mora === 'ッ') return 'ʔ';
      if (mora === 'ー') return 'ː';
      return moras.get(mora) ?? spelledOut(mora);
    })
    .join('');
}

/** Hiragana and half-width forms become katakana. */
export function toKatakana(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** Each kana with the small one that belongs to it. */
function morasOf(word: string): string[] {
  return word.match(/[ァ-ヺー][ァィゥェォャュョヮ]?/g) ?? [];
}

/** `ン` sounds like the consonant behind it; between words it does not. */
function nasalBefore(next: string): string {
  if (/^[mpb]/.test(next)) return 'm';
  if (/^[kɡ]/.test(next)) return 'ŋ';
  if (/^[ɲʨʥ]/.test(next)) return 'ɲ';
  if (/^[ntdɾz]/.test(next)) return 'n';
  return 'ɴ';
}

/** A rare pair (`スィ`): the consonant of the first with the second. */
function spelledOut(mora: string): string {
  const [first = '', second = ''] = mora;
  if (/[ーッン]/.test(first)) return wordSymbols(first) + (moras.get(second) ?? '');
  return (moras.get(first) ?? '').slice(0, -1) + (moras.get(second) ?? '');
}
