import { expect, test } from 'vitest';
import { asSpeechError } from '../../../src/base/errors';

test.each([
  [
    'Chromium',
    'Failed to fetch dynamically imported module: https://app.test/assets/hi-aaaaaaaa.js',
  ],
  ['Firefox', 'error loading dynamically imported module: https://app.test/assets/hi-aaaaaaaa.js'],
  ['Safari', 'Importing a module script failed.'],
])(
  'a script that did not come, in the words of %s, is to be asked for again',
  (_browser, words) => {
    const error = asSpeechError(new TypeError(words));
    expect(error.code).toBe('engine_unavailable');
    expect(error.message).toContain('Try again when the network is back');
  },
);

test('another TypeError keeps its words', () => {
  const error = asSpeechError(new TypeError('x is not a function'));
  expect(error).toMatchObject({ code: 'engine_failed', message: 'x is not a function' });
});
