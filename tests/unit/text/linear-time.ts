import { expect } from 'vitest';

/**
 * Expects of 400 KB, twenty times 20 KB, at most forty times as long; squares would take four hundred times. What takes
 * less than 5 ms counts as 5. Measures this process's processor time, which other work of the machine does not change.
 */
export async function expectLinearTime(
  part: string,
  read: (text: string) => unknown,
): Promise<void> {
  const short = part.repeat(20_000 / part.length);
  const long = part.repeat(400_000 / part.length);
  const times: number[] = [];
  // The first run is one of rules and patterns that are not compiled yet.
  for (let run = 0; run < 4; run++) times.push(await milliseconds(() => read(short)));
  const [, median = 0] = times.slice(1).sort((one, other) => one - other);
  expect(await milliseconds(() => read(long))).toBeLessThan(40 * Math.max(5, median));
}

async function milliseconds(work: () => unknown): Promise<number> {
  const began = process.cpuUsage();
  await work();
  return process.cpuUsage(began).user / 1000;
}
