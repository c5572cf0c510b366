import { afterEach, expect, test, vi } from 'vitest';
import { publicError } from '../../../src/api/failures';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a script that did not come is no failure of the server, and says what to do', () => {
  const words =
    'Failed to fetch dynamically imported module: https://app.test/assets/x-aaaaaaaa.js';
  const error = publicError(new TypeError(words));
  expect(error.code).toBe('engine_unavailable');
  expect(error.message).toContain('Try again when the network is back');
});

test('an exception that nobody foresaw stays in the console', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const failure = new TypeError('secret is not a function');
  const error = publicError(failure);
  expect(error.code).toBe('engine_failed');
  expect(error.message).not.toContain('secret');
  expect(log).toHaveBeenCalledWith(failure);
});
