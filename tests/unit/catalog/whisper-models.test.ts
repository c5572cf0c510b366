import { expect, test } from 'vitest';
import { whisperModels } from '../../../src/catalog/whisper-models';
import { computable, policies } from '../../../src/engines/device-policy';

const suffixes = new Map([
  ['fp32', ''],
  ['q4', '_q4'],
]);

test('each precision names the file of the encoder and that of the decoder', () => {
  for (const { id, weights } of whisperModels) {
    for (const [precision, file] of Object.entries(weights?.files ?? {})) {
      const [encoder = '', decoder = encoder] = precision.split('+');
      expect(file.path, id).toBe(`onnx/decoder_model_merged${suffixes.get(decoder)}.onnx`);
      expect(file.with, id).toContain(`onnx/encoder_model${suffixes.get(encoder)}.onnx`);
    }
  }
});

test('bytes are those of both halves', () => {
  const base = whisperModels.find(({ id }) => id === 'whisper-base')?.weights?.files;
  expect(base?.q4?.bytes).toBe(18_749_674 + 123_641_874);
  expect(base?.['fp32+q4']?.bytes).toBe(82_500_000 + 123_641_874);
});

test('every model has a precision for each device that it may run on', () => {
  const { webgpu, wasm } = policies.whisper.precisions;
  for (const { id, weights } of whisperModels) {
    const best = (precisions: typeof webgpu) => precisions.find((each) => weights?.files[each]);
    expect(best(computable(webgpu, 'webgpu')), id).toBeDefined();
    if (!weights?.needsGpu) expect(best(wasm), id).toBeDefined();
    // What a card computes exactly is not loaded where memory is short.
    expect(best(wasm), id).not.toBe('fp32+q4');
  }
});

test('a half of 16-bit numbers needs a card that has them', () => {
  const all = ['fp16+q4', 'fp32+q4f16', 'fp32+q4'] as const;
  expect(computable(all, 'webgpu')).toEqual(['fp32+q4']);
  expect(computable(all, 'webgpu', new Set(['shader-f16']))).toEqual(all);
});
