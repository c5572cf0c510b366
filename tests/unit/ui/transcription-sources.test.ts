import { expect, test } from 'vitest';
import { reasonOf } from '../../../src/ui/state/recorder-sources';

const failed = (name: string) => new DOMException('of the browser', name);

test.each([
  ['NotAllowedError', 'Allow it'],
  ['NotFoundError', 'Connect one'],
  ['NotReadableError', 'Another program'],
  ['OddError', 'of the browser'],
])('a microphone that fails with %s is told with the next step', (name, words) => {
  expect(reasonOf(failed(name), 'microphone')).toContain(words);
});

test('an odd name is no reason of ours', () => {
  expect(reasonOf(failed('toString'), 'microphone')).toContain('of the browser');
});

test('a tab that was not shared is no matter of the microphone', () => {
  expect(reasonOf(failed('NotAllowedError'), 'tab')).not.toContain('microphone');
});
