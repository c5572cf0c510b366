import { expect, test } from 'vitest';
import { heardWords, textOf, type HeardWord } from '../../../src/client/heard-words';
import { LocalAgreement, wordsBehind } from '../../../src/client/local-agreement';

const heard = (text: string): HeardWord[] =>
  heardWords({
    text,
    segments: [],
    words: (text.match(/\S+/g) ?? []).map((word, i) => ({ word, start: i, end: i + 0.9 })),
  });

test('what two tries agree on is stable; the rest is not', () => {
  const agreement = new LocalAgreement();
  expect(textOf(agreement.hear(heard('one too')))).toBe('');
  expect(textOf(agreement.hear(heard('One two th')))).toBe('One');
  expect(textOf(agreement.rest)).toBe(' two th');
  expect(textOf(agreement.hear(heard('won two, three')))).toBe(' two,');
  expect(textOf(agreement.settle(heard('one two three four.')))).toBe(' three four.');
  expect(textOf(agreement.stable)).toBe('One two, three four.');
  expect(agreement.rest).toEqual([]);
});

test.each([
  ['one two', 'one two three', ' three'],
  ['one two', 'one to three', ' three'],
  ['one two', 'won too three', ' three'],
  ['one two', 'one or two three', ' three'],
  ['one two', 'two three', ' three'],
  ['no no', 'no no no', ' no'],
  ['one two three', 'one two', ''],
  ['one', '', ''],
  ['', 'one', 'one'],
])('behind “%s” in “%s” comes “%s”', (stable, words, behind) => {
  expect(textOf(wordsBehind(heard(stable), heard(words)))).toBe(behind);
});

test('words without times have those of their segment', () => {
  const segments = [{ start: 1, end: 2, text: ' one two' }];
  expect(heardWords({ text: ' one two', segments, words: [] })).toEqual([
    { word: 'one', text: 'one', start: 1, end: 2 },
    { word: 'two', text: ' two', start: 1, end: 2 },
  ]);
});
