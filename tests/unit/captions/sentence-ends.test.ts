import { expect, test } from 'vitest';
import { endingOf, sentenceStarts } from '../../../src/captions/sentence-ends';
import { said } from './said';

test.each([
  ['end. ', 'sentence'],
  ['end.” ', 'sentence'],
  ['end. “', 'sentence'],
  ['end. (', 'sentence'],
  ['end.) $', 'sentence'],
  ['item\n\n- ', 'sentence'],
  ['really?! ', 'sentence'],
  ['終わり。', 'sentence'],
  ['heading\n\n', 'sentence'],
  ['Dr. ', 'none'],
  ['J. ', 'none'],
  ['e.g. ', 'none'],
  ['well, ', 'clause'],
  ['line\n', 'clause'],
  ['here — ', 'clause'],
  ['word ', 'none'],
])('behind %j ends: %s', (words, ending) => {
  expect(endingOf(words)).toBe(ending);
});

test('sentences begin behind the end of another one', () => {
  const text = 'Dr. Who is in. Are you? Yes, I am\n\nGood';
  const words = said(text);
  const starts = sentenceStarts(text, words).map((index) => text.slice(words[index]?.from));
  expect(starts.map((rest) => rest.split(' ')[0])).toEqual(['Dr.', 'Are', 'Yes,', 'Good']);
});
