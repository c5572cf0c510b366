/** Scripts in which one character is about a syllable: Han, kana and Hangul. */
const syllables = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/**
 * About how many seconds a text takes. English is read aloud at some 150 words a minute, 15 characters a second; a
 * character of a syllabic script takes as long as three letters.
 */
export function estimateSeconds(text: string, speed: number): number {
  const letters = text.trim().length + 2 * (text.match(syllables)?.length ?? 0);
  return letters / 15 / speed;
}
