import type { Agreement } from '../../weights/verdicts';

/** What a model that writes thinks of each next token: rows of logits. */
export type TokenLogits = readonly Float32Array[];

/**
 * The most that two devices may differ by and still be the same, in nepers of a token's probability; why these:
 * docs/decisions/0013-whisper.md.
 */
export const limits = {
  /** The mean over all places. */
  distance: 0.1,
  /** At one place. */
  worst: 0.4,
  /** Where the likeliest token is another one, it has to be as likely as this on the device that is right. */
  tie: 0.2,
};

/** What is wrong with logits for all to see; undefined when they have to be compared. */
export function obviousTokenFault(logits: TokenLogits): string | undefined {
  if (logits.length === 0 || logits.some((row) => row.length === 0)) return 'no tokens at all';
  if (!logits.every((row) => row.every((logit) => !Number.isNaN(logit) && logit < Infinity))) {
    return 'broken numbers';
  }
  const even = logits.some((row) => row.every((logit) => logit === row[0]));
  return even ? 'the same for all tokens' : undefined;
}

/**
 * Compares what a device thinks of each next token with what one thinks that is known to be right, after the same text.
 * Neither has an obvious fault.
 */
export function compareTokens(right: TokenLogits, doubted: TokenLogits): Agreement {
  const places = right.map((row, at) => differenceAt(row, doubted[at] ?? new Float32Array(0)));
  const distances = places.map(({ distance }) => distance);
  const distance = distances.reduce((sum, each) => sum + each, 0) / places.length;
  const worst = Math.max(...distances);
  const others = places.filter(({ lead }) => lead > limits.tie).length;
  const figures = { distance, worst, others, tokens: places.length };
  const complaints = [
    ...(others > 0 ? [`${others} of ${places.length} tokens are others`] : []),
    ...(distance <= limits.distance && worst <= limits.worst
      ? []
      : [
          `their probabilities differ by ${distance.toFixed(3)} nepers, one by ${worst.toFixed(2)} (at most ${limits.distance} and ${limits.worst} is right)`,
        ]),
  ];
  const finding =
    complaints.join(', ') || `${places.length} tokens equal, within ${worst.toFixed(3)} nepers`;
  return { agrees: complaints.length === 0, finding, figures };
}

type Place = {
  /** Between the logarithms of the likeliest token's probabilities. */
  distance: number;
  /** By how much, on the device that is right, the likeliest token is likelier than the one chosen by the other. */
  lead: number;
};

function differenceAt(right: Float32Array, doubted: Float32Array): Place {
  const best = likeliest(right);
  const chosen = likeliest(doubted);
  const logProb = (row: Float32Array, id: number) => (row[id] ?? -Infinity) - logSum(row);
  return {
    distance: Math.abs(logProb(right, best) - logProb(doubted, best)),
    lead: (right[best] ?? -Infinity) - (right[chosen] ?? -Infinity),
  };
}

function likeliest(row: Float32Array): number {
  return row.reduce((best, logit, id) => (logit > (row[best] ?? -Infinity) ? id : best), 0);
}

function logSum(row: Float32Array): number {
  const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
  return most + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - most), 0));
}
