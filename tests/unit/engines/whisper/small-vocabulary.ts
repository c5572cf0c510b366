import type { SpecialTokens } from '../../../../src/engines/whisper/special-tokens';
import type { Tokenizer } from '../../../../src/engines/whisper/words';

/** Text tokens are the words below, with a space in front; behind them the special ones, then a hundred times. */
const words = [' one', ' two', ' three', ',', '.', ' don', "'t", ' (', 'é'];

export const tokens: SpecialTokens = {
  ...{ end: 20, start: 21, transcribe: 24, translate: 25, previous: 26, noSpeech: 27 },
  languages: new Map([
    ['en', 22],
    ['de', 23],
  ]),
  ...{ noTimestamps: 28, firstTimestamp: 29, latestStart: 50 },
  suppressed: [21, 22, 23, 24, 25, 26, 27],
  suppressedFirst: [20],
};
export const vocabulary = 130;

export const time = (step: number) => tokens.firstTimestamp + step;

export function text(...said: string[]): number[] {
  return said.map((word) => words.indexOf(word));
}

export const tokenizer: Tokenizer = {
  decode: (ids) => ids.map((id) => words[id] ?? '').join(''),
  encode: (said) => words.flatMap((word, id) => (said.includes(word) ? [id] : [])),
};

/** Logits that make one token certain, as far as no rule forbids it. */
export function sureOf(token: number): Float32Array {
  return Float32Array.from({ length: vocabulary }, (_, id) => (id === token ? 10 : 0));
}
