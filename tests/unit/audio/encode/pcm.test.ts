import { expect, test } from 'vitest';
import { encodePcm } from '../../../../src/audio/encode/pcm';
import { toPcm16 } from '../../../../src/audio/pcm';
import { bytesOf, testEncoder } from '../../../contracts/encoder';
import { inPieces, noise } from '../tones';

testEncoder('pcm', encodePcm);

test('pcm is the samples and nothing else', async () => {
  const samples = noise(5000, 3);
  const bytes = await bytesOf(encodePcm(inPieces(samples, 1, 400)));
  expect(bytes).toEqual(Buffer.from(toPcm16(samples)));
  expect(await bytesOf(encodePcm(inPieces(noise(0, 1), 1, 1)))).toHaveLength(0);
});
