import { seededRandom } from '../../src/base/seeded-random';

/** `size` of the items in a random order that is always the same. */
export function sample<T>(items: readonly T[], size: number): T[] {
  const shuffled = [...items];
  const random = seededRandom(1);
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled.slice(0, size);
}
