import { expect, it } from 'vitest';
import { kokoroSymbols } from '../../../../../src/catalog/kokoro-symbols';
import { kanaSymbols, toKatakana } from '../../../../../src/text/phonemes/japanese/kana';

it.each([
  ['アイウエオ', 'aiɯeo'],
  ['カキクケコ', 'kakʲikɯkeko'],
  ['サシスセソ', 'saɕisɨseso'],
  ['ザジズゼゾ', 'ʣaʥizɨʣeʣo'],
  ['タチツテト', 'taʨiʦɨteto'],
  ['ヂヅ', 'ʥizɨ'],
  ['ニヒフ', 'ɲiçiɸɯ'],
  ['ラリルレロ', 'ɾaɾʲiɾɯɾeɾo'],
  ['ヤユヨワヲ', 'jajɯjoβao'],
  ['キャキュキョ', 'kʲakʲɨkʲo'],
  ['シャチュジョ', 'ɕaʨɨʥo'],
  ['ニャヒュリョ', 'ɲaçɨɾʲo'],
  ['ファフィフェフォ', 'ɸaɸʲiɸeɸo'],
  ['ティディトゥドゥ', 'tʲidʲitɯdɯ'],
  ['ウィウェウォ', 'βiβeβo'],
  ['チェシェジェ', 'ʨeɕeʥe'],
  ['クァツェヴァ', 'kᵝaʦeva'],
  ['スィ', 'si'],
  ['トーキョー', 'toːkʲoː'],
  ['キップ', 'kʲiʔpɯ'],
  ['サンポ', 'sampo'],
  ['ゲンキ', 'ɡeŋkʲi'],
  ['コンニチワ', 'koɲɲiʨiβa'],
  ['センタク', 'sentakɯ'],
  ['シンライ', 'ɕinɾai'],
  ['ホンヤ', 'hoɴja'],
  ['センセー', 'seɴseː'],
  ['ニ ゼロ', 'ɲi ʣeɾo'],
])('writes %s as %s', (kana, symbols) => {
  expect(kanaSymbols(kana)).toBe(symbols);
});

it('writes every kana, and every pair, in symbols that Kokoro knows', () => {
  const kana = Array.from({ length: 0x30fa - 0x30a1 + 1 }, (_, at) =>
    String.fromCharCode(0x30a1 + at),
  );
  const pairs = kana.flatMap((one) => [...'ァィゥェォャュョヮー'].map((small) => one + small));
  for (const word of [...kana, ...pairs]) {
    const symbols = kanaSymbols(word);
    expect(symbols, word).not.toBe('');
    expect(
      [...symbols].filter((symbol) => !kokoroSymbols.has(symbol)),
      word,
    ).toEqual([]);
  }
});

it('makes katakana of hiragana and half-width kana', () => {
  expect(toKatakana('ぁをんﾊﾟｰ')).toBe('ァヲンパー');
});
