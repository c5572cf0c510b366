import { expect, test } from 'vitest';
import { readSamples } from '../../../src/client/pcm-samples';
import { collect, cutAt, everyCut } from './byte-streams';

const values = [0, 1, -1, 255, 256, -256, 32767, -32768];
const bytes = new Uint8Array(Int16Array.from(values).buffer);
const samples = values.map((value) => value / 32768);

async function read(places: number[]): Promise<number[]> {
  const pieces = await collect(readSamples(cutAt(bytes, places)));
  return pieces.flatMap((piece) => [...piece]);
}

test('samples are the same wherever the bytes are cut, also inside a sample', async () => {
  for (const at of everyCut(bytes)) expect(await read([at]), `cut at ${at}`).toEqual(samples);
  expect(await read([1, 4, 4, 9])).toEqual(samples);
  expect(await read(everyCut(bytes))).toEqual(samples);
});

test('half a sample at the end is no sample', async () => {
  const pieces = await collect(readSamples(cutAt(bytes.slice(0, 5), [])));
  expect(pieces.flatMap((piece) => [...piece])).toEqual(samples.slice(0, 2));
});
