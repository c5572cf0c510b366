import { beforeAll, describe, expect, it } from 'vitest';
import { kokoroSymbols } from '../../../../../src/catalog/kokoro-symbols';
import { openJapanese } from '../../../../../src/text/phonemes/japanese/open-japanese';
import type { Analyse } from '../../../../../src/text/phonemes/japanese/morphemes';
import { spokenJapanese } from '../../../../../src/text/phonemes/japanese/spoken-japanese';
import { readDictionary } from './dictionary';

let analyse: Analyse;
beforeAll(async () => {
  analyse = await openJapanese(readDictionary);
});

const english = (word: string) => (word === 'Kokoro' ? 'kˈOkəɹO' : 'ˈAˌI');

function wordsOf(text: string): string[] {
  const { symbols, words } = spokenJapanese(analyse, text, english);
  return words.map(({ from, to, start, end }) => {
    return `${text.slice(from, to)}=${symbols.slice(start, end)}`;
  });
}

describe('Japanese for Kokoro', () => {
  it.each([
    ['私は学生です。', 'βataɕi βa ɡakɯseː desɨ.'],
    ['「こんにちは」と彼は言った。', '“koɲɲiʨiβa” to kaɾe βa iʔta.'],
    ['コーヒーを飲みませんか？', 'koːçiː o nomʲi mase ɴ ka?'],
    ['切符を買って、待っていた……', 'kʲiʔpɯ o kaʔte, maʔte i ta…'],
    ['東京（日本）へ行こう！', 'toːkʲoː (ɲihoɴ) e ikoː!'],
  ])('reads %s as %s', (text, symbols) => {
    expect(spokenJapanese(analyse, text).symbols).toBe(symbols);
  });

  it('says each word of the text where it stands', () => {
    expect(wordsOf('Kokoroは、ＡＩです。12本のﾊﾟﾝ')).toEqual([
      'Kokoro=kˈOkəɹO',
      'は=βa',
      'ＡＩ=ˈAˌI',
      'です=desɨ',
      '12本=ʥɨːɲihoɴ',
      'の=no',
      'ﾊﾟﾝ=paɴ',
    ]);
  });

  it('uses symbols that are given, and reads on around them', () => {
    const text = '私はSottoです';
    const given = [{ from: 2, to: 7, symbols: 'sˈɑɾO' }];
    const { symbols, words } = spokenJapanese(analyse, text, english, given);
    expect(symbols).toBe('βataɕi βa sˈɑɾO desɨ');
    expect(words[2]).toEqual({ from: 2, to: 7, start: 10, end: 15 });
  });

  it.each([
    '',
    '。',
    '🙂',
    '龘𠮷',
    '한국어',
    '١٢٣',
    'っっー',
    'ーん',
    'あ'.repeat(3000),
    '\u0000\ud800',
    '1.2.3',
    '１／２',
  ])('takes anything: %j', (text) => {
    const { symbols, words } = spokenJapanese(analyse, text, english);
    expect([...symbols].filter((symbol) => !kokoroSymbols.has(symbol))).toEqual([]);
    let at = 0;
    for (const { from, to, start, end } of words) {
      expect(from).toBeGreaterThanOrEqual(at);
      expect(to).toBeGreaterThan(from);
      expect(end).toBeGreaterThanOrEqual(start);
      at = to;
    }
    expect(at).toBeLessThanOrEqual(text.length);
  });
});
