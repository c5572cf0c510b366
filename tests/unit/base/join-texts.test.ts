import { expect, test } from 'vitest';
import { joinTexts } from '../../../src/base/join-texts';

test.each([
  ['hello world', 'open', 'hello world open'],
  ['hello world', ' open', 'hello world open'],
  ['hello world ', ' open ', 'hello world open '],
  ['', ' open', ' open'],
  ['world', '', 'world'],
  ['world', ', open', 'world, open'],
  ['End.', 'Begin', 'End. Begin'],
  ['今天', '很好', '今天很好'],
  ['今天。', '很好', '今天。很好'],
  ['用 iPhone', '打电话', '用 iPhone打电话'],
  ['สวัสดี', 'ครับ', 'สวัสดีครับ'],
  ['안녕', '세계', '안녕 세계'],
  ['𠮷', '野', '𠮷野'],
])('%o and %o', (before, after, whole) => {
  expect(joinTexts(before, after)).toBe(whole);
});
