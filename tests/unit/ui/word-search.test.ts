import { expect, test } from 'vitest';
import { wordAt, wordFrom } from '../../../src/ui/state/word-search';

/** `Well, five it is.` where the second word is said in two. */
const words = [
  { start: 0.1, end: 0.4, from: 0, to: 4 },
  { start: 0.7, end: 0.9, from: 6, to: 10 },
  { start: 0.9, end: 1.2, from: 6, to: 10 },
  { start: 1.25, end: 1.4, from: 11, to: 13 },
  { start: 1.4, end: 1.6, from: 14, to: 16 },
];

test.each([
  [0, undefined],
  [0.1, 0],
  [0.39, 0],
  [0.5, undefined],
  [0.9, 2],
  [1.22, 2],
  [1.25, 3],
  [1.6, undefined],
])('at %f s the word %s sounds', (seconds, index) => {
  expect(wordAt(words, seconds)).toBe(index === undefined ? undefined : words[index]);
});

test.each([
  [0, 0],
  [3, 0],
  [4, 1],
  [8, 1],
  [10, 3],
  [15, 4],
  [16, undefined],
])('from the offset %i on, the word %s comes first', (offset, index) => {
  expect(wordFrom(words, offset)).toBe(index === undefined ? undefined : words[index]);
});

test('without words there is none', () => {
  expect(wordAt([], 1)).toBeUndefined();
  expect(wordFrom([], 0)).toBeUndefined();
});
