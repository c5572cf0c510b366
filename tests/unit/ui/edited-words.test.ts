import { expect, test } from 'vitest';
import { editedWords } from '../../../src/ui/state/edited-words';

/** A second each. */
const segmentOf = (...words: string[]) => ({
  start: 0,
  end: words.length,
  words: words.map((word, at) => ({ word, start: at, end: at + 1 })),
});

const edit = (text: string, ...words: string[]) =>
  editedWords(text, segmentOf(...words)).map(({ word, start, end }) => [word, start, end]);

test('words that stay keep their times, whatever their marks; one in the place of another has its time', () => {
  expect(edit('One, tow three!', 'one', 'two', 'three')).toEqual([
    ['One,', 0, 1],
    ['tow', 1, 2],
    ['three!', 2, 3],
  ]);
});

test('a word that goes takes its time with it', () => {
  expect(edit('one three', 'one', 'two', 'three')).toEqual([
    ['one', 0, 1],
    ['three', 2, 3],
  ]);
  expect(edit('', 'one', 'two')).toEqual([]);
});

test('several words in the place of one share its time by their letters', () => {
  expect(edit('one a bcd three', 'one', 'two', 'three')).toEqual([
    ['one', 0, 1],
    ['a', 1, 1.25],
    ['bcd', 1.25, 2],
    ['three', 2, 3],
  ]);
});

test('a word between two that stay has no more time than is between them', () => {
  expect(edit('one new two', 'one', 'two')).toEqual([
    ['one', 0, 1],
    ['new', 1, 1],
    ['two', 1, 2],
  ]);
  expect(edit('one two new', 'one', 'two').at(-1)).toEqual(['new', 2, 2]);
});

test('where there are no spaces, each character is one', () => {
  expect(edit('你们好。', '你好。')).toEqual([
    ['你', 0, 1 / 3],
    ['们', 1 / 3, 1 / 3],
    ['好。', 1 / 3, 1],
  ]);
});

test('without times there are none', () => {
  expect(edit('one two')).toEqual([]);
});

test('words are in the order of time after any edit', () => {
  const words = 'the cat sat on the mat and the dog sat on the cat'.split(' ');
  for (let from = 0; from < words.length; from++) {
    for (const more of [[], ['a'], ['the', 'new', 'cat'], ['x', 'y', 'z', 'q']]) {
      const text = [...words.slice(0, from), ...more, ...words.slice(from + (from % 4))].join(' ');
      const found = editedWords(text, segmentOf(...words));
      expect(found.map(({ word }) => word).join(' ')).toBe(text);
      const times = found.flatMap(({ start, end }) => [start, end]);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  }
});
