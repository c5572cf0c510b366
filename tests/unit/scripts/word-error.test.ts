import { expect, test } from 'vitest';
import { wordErrorRate } from '../../../scripts/word-error.mjs';

test.each([
  ['Hello, world!', 'hello world', 0],
  ['one two three four', 'one three four', 1 / 4],
  ['one two three four', 'one two two three five', 2 / 4],
  ['hello', '', 1],
  ['hello', 'oh well hello', 2],
])('“%s” heard as “%s”', (said, heard, rate) => {
  expect(wordErrorRate(said, heard)).toBe(rate);
});
