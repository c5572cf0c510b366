/** Whose English: `american` is that of Kokoro's `a…` voices, `british` that of its `b…` voices. */
export type Variety = 'american' | 'british';

const vowels = 'AIOQWYaiuæɑɐɒɔəɛɜɪʊʌᵻᵊ';

export function isVowel(symbol: string | undefined): boolean {
  return symbol !== undefined && symbol !== '' && vowels.includes(symbol);
}

/** What the first sound of some symbols is; undefined when there is none. */
export function startsWithVowel(symbols: string): boolean | undefined {
  const first = /[\p{L}]/u.exec(symbols.replace(/[ˈˌː]/g, ''))?.[0];
  return first === undefined ? undefined : isVowel(first);
}

/** Secondary stress on the first vowel of a word that has no stress; others stay. */
export function withSomeStress(symbols: string): string {
  return /[ˈˌ]/.test(symbols) ? symbols : stressFirst(symbols, 'ˌ');
}

/** Primary stress on a word that has none: in the place of its first secondary one, else on its first vowel. */
export function withFullStress(symbols: string): string {
  if (symbols.includes('ˈ')) return symbols;
  return symbols.includes('ˌ') ? symbols.replace('ˌ', 'ˈ') : stressFirst(symbols, 'ˈ');
}

/** The same with its primary stress made secondary, and its secondary ones dropped. */
export function withLessStress(symbols: string): string {
  return symbols.includes('ˈ') ? symbols.replace(/ˌ/g, '').replace(/ˈ/g, 'ˌ') : symbols;
}

function stressFirst(symbols: string, mark: string): string {
  const at = [...symbols].findIndex(isVowel);
  return at === -1 ? symbols : symbols.slice(0, at) + mark + symbols.slice(at);
}
