/** The part in which a time is; undefined in a gap. Parts are in the order of time. */
export function partAt<T extends { start: number; end: number }>(
  parts: readonly T[],
  seconds: number,
): T | undefined {
  return parts.findLast(({ start, end }) => start <= seconds && seconds < end);
}
