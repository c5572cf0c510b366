import { expect, it } from 'vitest';
import { alignWords } from '../../../../src/text/phonemes/align-words';

function parts(together: string, alone: string[]): string[] {
  return alignWords(together, alone).map(({ start, end }) => together.slice(start, end));
}

it('gives each word its own group where they are the same', () => {
  expect(parts('ðə kˈæt sˈæt', ['ðˈə', 'kˈæt', 'sˈæt'])).toEqual(['ðə', 'kˈæt', 'sˈæt']);
});

it('parts a group of several words between them', () => {
  expect(parts('wˈʌn ʌvðə kˈæts', ['wˈʌn', 'ˈʌv', 'ðˈə', 'kˈæts'])).toEqual([
    'wˈʌn',
    'ʌv',
    'ðə',
    'kˈæts',
  ]);
});

it('gives a word all groups that it is read as', () => {
  expect(parts('kˈɔst dˈɑləɹ fˈIv nˈW', ['kˈɔst', 'dˈɑləɹ fˈIv', 'nˈW'])).toEqual([
    'kˈɔst',
    'dˈɑləɹ fˈIv',
    'nˈW',
  ]);
});

it('gives a word that is not heard an empty part in its place', () => {
  expect(parts('kˈæt dˈɑɡ', ['kˈæt', '', 'dˈɑɡ'])).toEqual(['kˈæt', '', 'dˈɑɡ']);
  expect(parts('', ['kˈæt', 'dˈɑɡ'])).toEqual(['', '']);
  expect(parts('kˈæt', [])).toEqual([]);
});

it('keeps the order of words whatever the symbols are', () => {
  const ranges = alignWords('abc de', ['xyz', 'e', 'q', 'abc']);
  const edges = ranges.flatMap(({ start, end }) => [start, end]);
  expect(edges).toEqual([...edges].sort((a, b) => a - b));
});
