import { expect, test } from 'vitest';
import { wavFile, wavFileOf } from '../../../src/client/wav-file';

test('a WAV file tells its length and rate, and holds the samples of all pieces, limited to 16 bits', async () => {
  const pieces = [Float32Array.of(0, 0.5), Float32Array.of(-1, 1.5, -2)];
  const view = new DataView(await wavFile(pieces, 24_000).arrayBuffer());
  const text = (at: number) =>
    String.fromCharCode(...Array.from({ length: 4 }, (_, i) => view.getUint8(at + i)));

  expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect(view.getUint32(4, true)).toBe(view.byteLength - 8);
  expect(view.getUint16(22, true)).toBe(1);
  expect(view.getUint32(24, true)).toBe(24_000);
  expect(view.getUint32(40, true)).toBe(10);
  const samples = Array.from({ length: 5 }, (_, i) => view.getInt16(44 + 2 * i, true));
  expect(samples).toEqual([0, 16384, -32768, 32767, -32768]);
});

test('channels are told, and stand beside each other', async () => {
  const channels = [Float32Array.of(0, 0.5), Float32Array.of(-1, 0.25)];
  const view = new DataView(await wavFileOf(channels, 16_000).arrayBuffer());
  expect(view.getUint16(22, true)).toBe(2);
  expect(view.getUint32(28, true)).toBe(64_000);
  expect(view.getUint16(32, true)).toBe(4);
  expect(view.getUint32(40, true)).toBe(8);
  const samples = Array.from({ length: 4 }, (_, i) => view.getInt16(44 + 2 * i, true));
  expect(samples).toEqual([0, -32768, 16384, 8192]);
});
