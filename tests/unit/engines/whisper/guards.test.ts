import { expect, test } from 'vitest';
import { beforeLoop, madeUp } from '../../../../src/engines/whisper/guards';

test('a loop at the end is said once', () => {
  expect(beforeLoop([1, 2, 3, 3, 3, 3])).toBe(3);
  expect(beforeLoop([9, 1, 2, 1, 2, 1, 2, 1, 2, 1])).toBe(3);
});

test('what is said three times is no loop', () => {
  expect(beforeLoop([1, 2, 3, 3, 3])).toBe(5);
  expect(beforeLoop([3, 3, 3, 3, 1])).toBe(5);
  expect(beforeLoop([])).toBe(0);
});

test('text is made up only where nobody speaks', () => {
  const thanks = { text: ' Thanks for watching!', noSpeech: 0.1 };
  const said = { text: ' North by north-west.', noSpeech: 0.1 };
  const silent = { speech: 0, mostNoSpeech: 0.6 };
  expect(madeUp(thanks, silent)).toBe(true);
  expect(madeUp(said, silent)).toBe(false);
  expect(madeUp({ ...said, noSpeech: 0.7 }, silent)).toBe(true);
  expect(madeUp(thanks, { ...silent, speech: 0.5 })).toBe(false);
  expect(madeUp(thanks, { ...silent, speech: undefined })).toBe(false);
});
