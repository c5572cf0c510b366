import { expect, it } from 'vitest';
import { kokoroSymbols } from '../../../../../src/catalog/kokoro-symbols';
import { syllableSymbols } from '../../../../../src/text/phonemes/mandarin/syllable';

it.each([
  ['ba', 1, 'pa→'],
  ['pi', 2, 'pʰi↗'],
  ['zhong', 1, 'ꭧʊ→ŋ'],
  ['chi', 1, 'ꭧʰɨ→'],
  ['shi', 4, 'ʂɨ↘'],
  ['ri', 4, 'ɻɨ↘'],
  ['zi', 0, 'ʦɨ'],
  ['ci', 2, 'ʦʰɨ↗'],
  ['ji', 3, 'ʨi↓'],
  ['qu', 4, 'ʨʰy↘'],
  ['xue', 2, 'ɕɥe↗'],
  ['quan', 2, 'ʨʰɥɛ↗n'],
  ['jun', 1, 'ʨy→n'],
  ['lü', 4, 'ly↘'],
  ['nüe', 4, 'nɥe↘'],
  ['liu', 2, 'ljou↗'],
  ['gui', 4, 'kwei↘'],
  ['lun', 2, 'lwə↗n'],
  ['bo', 1, 'pwo→'],
  ['he', 2, 'xɤ↗'],
  ['yi', 1, 'i→'],
  ['ying', 1, 'i→ŋ'],
  ['you', 3, 'jou↓'],
  ['yong', 4, 'jʊ↘ŋ'],
  ['yan', 2, 'jɛ↗n'],
  ['yu', 3, 'y↓'],
  ['yuan', 2, 'ɥɛ↗n'],
  ['yun', 2, 'y↗n'],
  ['wu', 3, 'u↓'],
  ['wo', 3, 'wo↓'],
  ['wen', 4, 'wə↘n'],
  ['weng', 1, 'wə→ŋ'],
  ['er', 4, 'ɚ↘'],
  ['o', 2, 'ɔ↗'],
  ['ng', 4, 'ŋ↘'],
  ['xyz', 1, ''],
])('writes %s in tone %i as %s', (pinyin, tone, symbols) => {
  expect(syllableSymbols({ pinyin, tone })).toBe(symbols);
  expect([...symbols].filter((symbol) => !kokoroSymbols.has(symbol))).toEqual([]);
});
