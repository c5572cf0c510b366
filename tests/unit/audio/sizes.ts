/** Samples whose files are decoded: none, one, around Opus's frame, odd, a second, and 25 s at 24 kHz. */
export const lengths = [0, 1, 479, 480, 481, 4645, 24_000, 600_000];

/** Hz. */
export const rates = [8000, 16000, 22050, 24000, 44100, 48000];

/** All lengths at 24 kHz; at the other rates all but the longest, which is nothing new there but takes the most time. */
export function lengthsAt(sampleRate: number): number[] {
  return lengths.filter((length) => length <= 24_000 || sampleRate === 24_000);
}
