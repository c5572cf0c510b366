import { expect, test } from 'vitest';
import { asTaught } from '../../../src/engines/kokoro/taught-symbols';

test('an English flap and a glottal stop are given as the model was trained on them', () => {
  expect(asTaught('bˈʌɾəɹ bˈʌʔn', 'en-US')).toBe('bˈʌTəɹ bˈʌtn');
  expect(asTaught('bˈʌʔn', 'en-GB')).toBe('bˈʌtn');
  expect(asTaught('pˈeɾo', 'es')).toBe('pˈeɾo');
});
