import { expect, test, vi } from 'vitest';
import { findModel, type ModelCard } from '../../src/catalog/models';
import { load } from '../../src/engines/whisper/whisper';
import type { FileRef, WeightStore } from '../../src/weights/store';

const card = findModel('sample-whisper') as ModelCard;
const folder = new URL('/hub/sotto/sample-whisper/resolve/main/', location.href).href;

test('files that do not start are checked again, for the next start in another thread', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const checked: string[] = [];
  const read = async ({ path }: FileRef) => {
    if (path.endsWith('encoder_model.onnx')) return new Blob(['no model']);
    return (await fetch(`${folder}${path}`)).blob();
  };
  const weights: Pick<WeightStore, 'read' | 'open' | 'recheck' | 'settle'> = {
    read,
    async open(file) {
      const bytes = new Uint8Array(await (await read(file)).arrayBuffer());
      return {
        size: bytes.length,
        read: (start, end) => bytes.slice(start, end),
        giveOnce: () => (start, end) => bytes.subarray(start, end),
      };
    },
    async settle() {},
    async recheck({ path }) {
      checked.push(path);
      return undefined;
    },
  };
  const options = { device: 'wasm', hub: '', base: '/', report: () => {} } as const;
  const loading = load(card, { ...options, weights: weights as WeightStore });
  await expect(loading).rejects.toMatchObject({ code: 'engine_unavailable' });
  expect(checked).toContain('onnx/encoder_model.onnx');
  expect(checked).toContain('onnx/decoder_model_merged.onnx');
  expect(checked).toContain('tokenizer.json');
});
