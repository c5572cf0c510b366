import { expect, test } from 'vitest';
import { fileName } from '../../../src/ui/state/file-name';

test('a file is named after the first words of its text', () => {
  expect(fileName('The train to Oxford: leaves at 9:45, from platform 3!', 'wav')).toBe(
    'the-train-to-oxford-leaves-at-9-45-from.wav',
  );
  expect(fileName('../Größe/naïve?\u0000 नमस्ते', 'mp3')).toBe('größe-naïve-नमस्ते.mp3');
});

test('a text without words gives a plain name', () => {
  expect(fileName('…!', 'wav')).toBe('speech.wav');
});
