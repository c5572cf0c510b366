import { cuesOf } from './cues';
import { subtitles, type SubtitleFormat } from './subtitles';
import type { TimedWord } from './timed-word';

/** The captions of a spoken text as a file. */
export function captionsFile(
  format: SubtitleFormat,
  text: string,
  words: readonly TimedWord[],
): string {
  return subtitles(format, cuesOf(text, words));
}
