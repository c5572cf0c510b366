import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '../../../scripts/paths.mjs';
import { stretchModel } from '../../../scripts/make-silero/stretch-model';

const original = inProject('node_modules', '@ricky0123', 'vad-web', 'dist', 'silero_vad_v6.onnx');
const ours = inProject('src', 'engines', 'whisper', 'silero-v6.onnx');

test('the file in the app is what the script makes of the package’s', () => {
  expect(Buffer.from(stretchModel(readFileSync(original))).equals(readFileSync(ours))).toBe(true);
});

test('another model is refused', () => {
  expect(() => stretchModel(readFileSync(ours))).toThrow("no array 'stft.forward_basis_buffer'");
});
