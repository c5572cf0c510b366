import type { SpecialTokens } from './special-tokens';

/**
 * Rules out, by −∞, what must not be the next token; `sampled` are the tokens of this window so far. These are the rules
 * of the reference (https://github.com/openai/whisper/blob/main/whisper/decoding.py): times come in pairs, never go
 * back, and a window begins with one; and when all times together are likelier than any text, the next token is a time.
 */
export function ruleOut(
  logits: Float32Array,
  sampled: readonly number[],
  { tokens, timestamps }: { tokens: SpecialTokens; timestamps: boolean },
): void {
  for (const id of tokens.suppressed) logits[id] = -Infinity;
  if (sampled.length === 0) for (const id of tokens.suppressedFirst) logits[id] = -Infinity;
  logits[tokens.noTimestamps] = -Infinity;
  if (timestamps) ruleOutByTimes(logits, sampled, tokens);
  else logits.fill(-Infinity, tokens.firstTimestamp);
}

function ruleOutByTimes(
  logits: Float32Array,
  sampled: readonly number[],
  tokens: SpecialTokens,
): void {
  const { firstTimestamp, end, latestStart } = tokens;
  const isTime = (id: number | undefined) => id !== undefined && id >= firstTimestamp;
  const lastIsTime = isTime(sampled.at(-1));
  const pairIsWhole = sampled.length < 2 || isTime(sampled.at(-2));
  if (lastIsTime && pairIsWhole) logits.fill(-Infinity, firstTimestamp);
  if (lastIsTime && !pairIsWhole) logits.fill(-Infinity, 0, end);

  const latest = sampled.findLast(isTime);
  if (latest !== undefined) {
    // The end of one segment may be the start of the next; a segment without a duration may not be.
    const next = lastIsTime && !pairIsWhole ? latest : latest + 1;
    logits.fill(-Infinity, firstTimestamp, next);
  }
  if (sampled.length === 0) {
    logits.fill(-Infinity, 0, firstTimestamp);
    if (latestStart !== undefined) logits.fill(-Infinity, firstTimestamp + latestStart + 1);
  }
  preferTimes(logits, firstTimestamp);
}

function preferTimes(logits: Float32Array, firstTimestamp: number): void {
  const likeliestText = highest(logits.subarray(0, firstTimestamp));
  if (logSumExp(logits.subarray(firstTimestamp)) > likeliestText) {
    logits.fill(-Infinity, 0, firstTimestamp);
  }
}

/**
 * The logarithm of the sum of exponentials of values over a temperature; −∞ for nothing. As it is taken of a whole
 * vocabulary for each token, what is too small to change a sum from 1 on is left out.
 */
export function logSumExp(values: Float32Array, temperature = 1): number {
  const most = highest(values);
  if (most === -Infinity) return most;
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const below = (values[at]! - most) / temperature;
    if (!(below < smallest)) sum += Math.exp(below);
  }
  return most / temperature + Math.log(sum);
}

/** The logarithm of half of what a double can add to 1. */
const smallest = Math.log(Number.EPSILON / 2);

/** −∞ for nothing. */
function highest(values: Float32Array): number {
  let most = -Infinity;
  for (let at = 0; at < values.length; at++) if (values[at]! > most) most = values[at]!;
  return most;
}
