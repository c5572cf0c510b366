import { seededRandom } from '../src/base/seeded-random';

/** Whole numbers from 0 to below the one asked with, the same for the same seed. */
export function randomIndices(seed: number): (below: number) => number {
  const random = seededRandom(seed);
  return (below) => Math.floor(random() * below);
}
