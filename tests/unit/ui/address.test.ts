import { expect, test } from 'vitest';
import { addressIn } from '../../../src/ui/state/address';

test.each([
  [' https://example.org/a.mp3\n', 'https://example.org/a.mp3'],
  ['example.org/a b.mp3', undefined],
  ['example.org/a.mp3?x=1', 'https://example.org/a.mp3?x=1'],
  ['http://localhost:8000/a.mp3', 'http://localhost:8000/a.mp3'],
  ['localhost:8000/a.mp3', 'https://localhost:8000/a.mp3'],
  ['http://[::1]/a.mp3', 'http://[::1]/a.mp3'],
  ['hello', undefined],
  ['mailto:me@example.org', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
])('%j is %j', (text, address) => {
  expect(addressIn(text)).toBe(address);
});
