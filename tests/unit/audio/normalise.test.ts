import { describe, expect, test } from 'vitest';
import { createLoudnessMeter } from '../../../src/audio/loudness';
import { normalise, type Normalising } from '../../../src/audio/normalise';
import { join, silence } from '../../../src/audio/pcm';
import { buzz, collect, noise } from './tones';

/** Sentences of one voice: as loud as each other to 2 dB. */
const sentences = [1, 0.8, 1.2, 0.9, 1.1].map((gain, i) =>
  Float32Array.from(buzz(24000, 1 + i / 3), (x) => gain * x),
);

async function made(
  chunks: Float32Array<ArrayBuffer>[],
  target: number,
  measure: Normalising['measure'],
): Promise<Float32Array[]> {
  async function* source() {
    yield* chunks;
  }
  return collect(normalise(source(), 24000, { target, measure }));
}

function loudnessOf(samples: Float32Array): number {
  const meter = createLoudnessMeter(24000);
  meter.push(samples);
  return meter.integrated();
}

describe('normalise', () => {
  test.each([-30, -23, -18])(
    'brings a whole to %i LUFS, with the same gain everywhere',
    async (target) => {
      const result = await made(sentences, target, 'whole');
      expect(loudnessOf(join(result))).toBeCloseTo(target, 1);
      const gains = result.map((chunk, i) => chunk[5000]! / sentences[i]![5000]!);
      expect(Math.max(...gains) - Math.min(...gains)).toBeLessThan(1e-5);
    },
  );

  test('brings the first chunk there at once, and what follows within 1 LU', async () => {
    const result = await made(sentences, -23, 'running');
    expect(loudnessOf(result[0]!)).toBeCloseTo(-23, 1);
    expect(Math.abs(loudnessOf(join(result)) + 23)).toBeLessThan(1);
    const kept = result.map((chunk, i) => chunk.length === sentences[i]!.length);
    expect(kept.every(Boolean)).toBe(true);
  });

  test('gives each chunk before it takes the next, when it runs', async () => {
    let taken = 0;
    async function* source() {
      for (const chunk of sentences) {
        taken++;
        yield chunk;
      }
    }
    const running = normalise(source(), 24000, { target: -23, measure: 'running' });
    await running.next();
    expect(taken).toBe(1);
    await running.return();
  });

  test.each(['whole', 'running'] as const)(
    'never passes −1 dB of full scale (%s)',
    async (measure) => {
      const clicks = Float32Array.from({ length: 24000 }, (_, i) => (i % 2400 === 0 ? 0.9 : 0.001));
      const peaks = (await made([clicks, new Float32Array(noise(24000, 1))], -10, measure)).map(
        (chunk) => chunk.reduce((most, x) => Math.max(most, Math.abs(x)), 0),
      );
      expect(Math.max(...peaks)).toBeLessThanOrEqual(0.8913);
    },
  );

  test.each(['whole', 'running'] as const)(
    'leaves silence and nothing alone (%s)',
    async (measure) => {
      const result = await made([silence(1, 24000), new Float32Array(0)], -23, measure);
      expect(join(result)).toEqual(new Float32Array(24000));
      expect(await made([], -23, measure)).toEqual([]);
    },
  );
});
