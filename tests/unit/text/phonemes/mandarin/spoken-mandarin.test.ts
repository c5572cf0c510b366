import { describe, expect, it } from 'vitest';
import { kokoroSymbols } from '../../../../../src/catalog/kokoro-symbols';
import { spokenMandarin } from '../../../../../src/text/phonemes/mandarin/spoken-mandarin';

const english = (word: string) => (word === 'Kokoro' ? 'kˈOkəɹO' : 'ˈAˌI');

function wordsOf(text: string): string[] {
  const { symbols, words } = spokenMandarin(text, english);
  return words.map(({ from, to, start, end }) => {
    return `${text.slice(from, to)}=${symbols.slice(start, end)}`;
  });
}

describe('Mandarin for Kokoro', () => {
  it('has a space between words, and a pause where the text has one', () => {
    expect(spokenMandarin('我们去银行取钱，然后去公园散步。').symbols).toBe(
      'wo↓mən ʨʰy↘ i↗nxa↗ŋ ʨʰy↓ ʨʰjɛ↗n, ɻa↗nxou↘ ʨʰy↘ kʊ→ŋɥɛ↗n sa↘npu↘.',
    );
  });

  it('says each word of the text where it stands', () => {
    expect(wordsOf('Kokoro是一个AI模型。')).toEqual([
      'Kokoro=kˈOkəɹO',
      '是=ʂɨ↘',
      '一个=i↗kɤ↘',
      'AI=ˈAˌI',
      '模型=mwo↗ɕi↗ŋ',
    ]);
  });

  it('writes Chinese punctuation as Kokoro was taught it', () => {
    const quoted = spokenMandarin('“你好！”他说：《家》（大）……去——来、"好"').symbols;
    expect(quoted).toBe('“ni↗xau↓!” tʰa→ ʂwo→: “ʨja→” (ta↘)… ʨʰy↘ — lai↗, “xau↓”');
  });

  it.each([
    ['3', 'sa→n'],
    ['12', 'ʂɨ↗ ɚ↘'],
    ['2024年', 'ɚ↘ li↗ŋ ɚ↘ sɨ↘ njɛ↗n'],
    ['007', 'li↗ŋ li↗ŋ ʨʰi→'],
    ['3.6', 'sa→n tjɛ↓n ljou↘'],
  ])('reads the number %s that was left', (text, symbols) => {
    expect(spokenMandarin(text).symbols.replaceAll(' ', '')).toBe(symbols.replaceAll(' ', ''));
  });

  it('uses symbols that are given, and reads on around them', () => {
    const text = '我叫Sotto，你好';
    const given = [{ from: 2, to: 7, symbols: 'sˈɑɾO' }];
    const { symbols, words } = spokenMandarin(text, english, given);
    expect(symbols).toBe('wo↓ ʨjau↘ sˈɑɾO, ni↗xau↓');
    expect(words[2]).toEqual({ from: 2, to: 7, start: 10, end: 15 });
  });

  it.each(['', '。', '🙂', 'かな', '𠮷', 'Привет', '١٢٣', '一'.repeat(3000), '\u0000\ud800'])(
    'takes anything: %j',
    (text) => {
      const { symbols, words } = spokenMandarin(text);
      expect([...symbols].filter((symbol) => !kokoroSymbols.has(symbol))).toEqual([]);
      let at = 0;
      for (const { from, to, start, end } of words) {
        expect(from).toBeGreaterThanOrEqual(at);
        expect(to).toBeGreaterThan(from);
        expect(end).toBeGreaterThanOrEqual(start);
        at = to;
      }
      expect(at).toBeLessThanOrEqual(text.length);
    },
  );
});
