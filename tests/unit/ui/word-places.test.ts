import { expect, test } from 'vitest';
import { wordPlaces } from '../../../src/ui/state/word-places';

const word = (word: string, start: number) => ({ word, start, end: start + 1 });

test('words are found in their order, also those that are there twice; what is not there is left out', () => {
  const text = 'No, no: 三時 no!';
  const words = ['No', ' no', 'never', '三', '時', 'no'].map(word);
  const found = wordPlaces(text, words);
  expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(['No', 'no', '三', '時', 'no']);
  expect(found.map(({ from }) => from)).toEqual([0, 4, 8, 9, 11]);
  expect(found.map(({ start }) => start)).toEqual([0, 1, 3, 4, 5]);
});
