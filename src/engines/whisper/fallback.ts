import type { WindowText } from './decode-window';

/** When a window is written again, more freely. The values are those of the reference. */
export type FallbackLimits = {
  temperatures: readonly number[];
  /** Text that repeats itself compresses well. */
  mostCompression: number;
  leastLogProb: number;
  /** A window that is silent by this and not sure of its text needs no second try, and has no text. */
  silence: number;
};

export const defaultLimits: FallbackLimits = {
  temperatures: [0, 0.2, 0.4, 0.6, 0.8, 1],
  mostCompression: 2.4,
  leastLogProb: -1,
  silence: 0.6,
};

export type CheckedText = WindowText & {
  compressionRatio: number;
  /** There is no speech in the window. */
  silent: boolean;
};

/**
 * Writes a window at rising temperatures, until it is neither repetitive nor unsure; else gives the surest of the tries
 * that do not repeat themselves, where there is one.
 */
export async function withFallback(
  write: (temperature: number) => Promise<WindowText>,
  textOf: (tokens: readonly number[]) => string,
  limits: FallbackLimits = defaultLimits,
): Promise<CheckedText> {
  const tries: CheckedText[] = [];
  for (const temperature of limits.temperatures) {
    const written = await write(temperature);
    const compressionRatio = await compressionRatioOf(textOf(written.tokens));
    const unsure = written.averageLogProb < limits.leastLogProb;
    const silent = written.noSpeech > limits.silence && unsure;
    const checked = { ...written, compressionRatio, silent };
    if (silent || (!unsure && compressionRatio <= limits.mostCompression)) return checked;
    tries.push(checked);
  }
  const varied = tries.filter((one) => one.compressionRatio <= limits.mostCompression);
  const [best] = (varied.length > 0 ? varied : tries).toSorted(
    (one, other) => other.averageLogProb - one.averageLogProb,
  );
  if (!best) throw new RangeError('A window needs at least one temperature.');
  return best;
}

/** Bytes of a text over its bytes when zlib has compressed them; 1 for none. */
export async function compressionRatioOf(text: string): Promise<number> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length === 0) return 1;
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return bytes.length / (await new Response(packed).arrayBuffer()).byteLength;
}
