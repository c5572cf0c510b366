import { expect, test } from 'vitest';
import { seededRandom } from '../../../../src/base/seeded-random';
import {
  compareSpeech,
  obviousFault,
  type Sound,
} from '../../../../src/engines/agreement/compare-speech';

const shape = { sampleRate: 24_000, samplesPerFrame: 600 };

/** A second of a tone that glides, in five tokens; `hiss` is the share of noise, other with each `seed`. */
function sound({ hiss = 0, seed = 1, longer = 0 } = {}): Sound {
  const random = seededRandom(seed);
  const samples = Float32Array.from({ length: 24_000 + longer * 600 }, (_, i) => {
    return 0.3 * Math.sin(i / 20 + (i / 2000) ** 2) + hiss * (2 * random() - 1);
  });
  return { samples, durations: [8, 8, 8, 8, 8 + longer] };
}

const compare = (right: Sound, doubted: Sound) =>
  compareSpeech([right, right], [doubted, doubted], shape);

test('the same is right, with nothing to complain of', () => {
  expect(compare(sound(), sound())).toEqual({
    agrees: true,
    finding: 'log-mel distance 0.00, durations equal',
    figures: { distance: 0, worst: 0, frames: 0, drift: 0, unrest: 0, ownUnrest: 0 },
  });
});

test('a frame may be rounded the other way, three may not', () => {
  const once = compare(sound(), sound({ longer: 1 }));
  expect(once).toMatchObject({ figures: { frames: 1, drift: 1 } });
  expect(once.finding).not.toContain('token');
  expect(compare(sound(), sound({ longer: 3 }))).toMatchObject({
    agrees: false,
    finding: expect.stringContaining('a token differs by 3 frames') as string,
  });
});

test('without durations the lengths are compared', () => {
  const without = (longer: number) => ({ ...sound({ longer }), durations: undefined });
  expect(compare(without(0), without(0)).agrees).toBe(true);
  expect(compare(without(0), without(4))).toMatchObject({ agrees: false, figures: { frames: 4 } });
});

test('a model that draws random numbers is not blamed for what it does on the processor too', () => {
  const noisy = (seed: number) => sound({ hiss: 0.01, seed });
  const fair = compareSpeech([noisy(1), noisy(2)], [noisy(3), noisy(4)], shape);
  expect(fair.figures['ownUnrest']).toBeGreaterThan(0.25);
  expect(fair.agrees).toBe(true);
  const unfair = compareSpeech([sound(), sound()], [noisy(3), noisy(4)], shape);
  expect(unfair.agrees).toBe(false);
  expect(unfair.finding).toContain('from run to run');
});

test('what is wrong for all to see needs no comparison', () => {
  const of = (samples: number[], durations?: number[]) =>
    obviousFault({ samples: Float32Array.from(samples), durations });
  expect(of([])).toBe('no sound at all');
  expect(of([0, NaN])).toBe('broken numbers');
  expect(of([0, 1], [Infinity])).toBe('broken numbers');
  expect(of([0, 1e-4])).toBe('silence');
  expect(of([0.5, 0.5])).toBe('nothing but the value 0.500');
  expect(of([0, 0.1])).toBeUndefined();
});
