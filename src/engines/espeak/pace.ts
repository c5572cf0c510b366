/** What eSpeak takes as it is, in words per minute; it silently stays within. */
const slowest = 80;
export const fastest = 450;

/** Words per minute of eSpeak's voices at their own pace. */
export const usualPace = 175;

/** The words per minute to ask eSpeak for at a speed (1 is the voice's own pace), as far as it can go. */
export function paceFor(speed: number): number {
  return Math.round(Math.min(fastest, Math.max(slowest, usualPace * speed)));
}
