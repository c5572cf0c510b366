/** What eSpeak takes as it is; it silently stays within. */
const slowest = 80;
const fastest = 450;
/** Words per minute of eSpeak's voices at their own pace. */
const usual = 175;

/**
 * How to speak at a speed (1 is the voice's own pace): eSpeak's rate, and the tempo that is left for a stretcher where
 * eSpeak cannot go that far.
 */
export function paceFor(speed: number): { wordsPerMinute: number; tempo: number } {
  const wanted = usual * speed;
  const wordsPerMinute = Math.round(Math.min(fastest, Math.max(slowest, wanted)));
  const reached = wanted >= slowest && wanted <= fastest;
  return { wordsPerMinute, tempo: reached ? 1 : wanted / wordsPerMinute };
}
