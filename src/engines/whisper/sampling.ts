import type { Random } from '../../base/seeded-random';
import { logSumExp } from './logit-rules';

/** The likeliest token at temperature 0, else one by chance, and the logarithm of its probability at temperature 1. */
export function sample(
  logits: Float32Array,
  temperature: number,
  random: Random,
): { token: number; logProb: number } {
  const token = temperature === 0 ? likeliest(logits) : drawn(logits, temperature, random);
  return { token, logProb: (logits[token] ?? -Infinity) - logSumExp(logits) };
}

/** The token with the highest logit, the first of several. */
export function likeliest(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  return best;
}

function drawn(logits: Float32Array, temperature: number, random: Random): number {
  const all = logSumExp(logits, temperature);
  let left = random();
  for (let id = 0; id < logits.length; id++) {
    left -= Math.exp(logits[id]! / temperature - all);
    if (left < 0) return id;
  }
  return likeliest(logits); // Rounding left a rest.
}

/** The probabilities of some tokens among themselves. */
export function shares(logits: Float32Array, ids: readonly number[]): number[] {
  const chosen = Float32Array.from(ids, (id) => logits[id] ?? -Infinity);
  const all = logSumExp(chosen);
  return Array.from(chosen, (logit) => Math.exp(logit - all));
}
