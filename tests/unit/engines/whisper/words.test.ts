import { expect, test } from 'vitest';
import { toWords } from '../../../../src/engines/whisper/words';
import { text, tokenizer } from './small-vocabulary';

const wordsOf = (ids: readonly number[], language = 'en') =>
  toWords(ids, tokenizer, language).map((word) => word.text);

test('tokens are put together at spaces, with the marks that belong to them', () => {
  expect(wordsOf(text(' one', ',', ' don', "'t", ' two', '.'))).toEqual([
    ' one,',
    " don't",
    ' two.',
  ]);
  expect(wordsOf(text(' one', ' (', ' two', '.'))).toEqual([' one', ' ( two.']);
});

test('writing without spaces is cut at each token', () => {
  expect(wordsOf(text(' one', 'é', 'é'), 'ja')).toEqual([' one', 'é', 'é']);
  expect(wordsOf(text(' one', 'é', 'é'))).toEqual([' oneéé']);
});

test('a character that is spread over tokens is not torn', () => {
  const bytes = new TextEncoder().encode(' né');
  const spread = {
    decode: (ids: readonly number[]) => new TextDecoder().decode(Uint8Array.from(ids)),
    encode: () => [],
  };
  const [word, ...others] = toWords([...bytes], spread, 'en');
  expect(word).toEqual({ from: 0, to: 4, text: ' né' });
  expect(others).toEqual([]);
});

test('the words cover every token once', () => {
  const ids = text(' one', ',', ',', ' (', ' two', ' three', '.', ' (');
  const words = toWords(ids, tokenizer, 'en');
  expect(words.map((word) => word.from)).toEqual([0, ...words.slice(0, -1).map((word) => word.to)]);
  expect(words.at(-1)?.to).toBe(ids.length);
});
