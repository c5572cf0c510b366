import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/base/seeded-random';
import { logSumExp, ruleOut } from '../../../../src/engines/whisper/logit-rules';
import { text, time, tokens, vocabulary } from './small-vocabulary';

/** Which tokens are left, of text (0 to 20, the end included) and of times (as steps). */
function left(sampled: readonly number[], { timestamps = true, logits = flat() } = {}) {
  ruleOut(logits, sampled, { tokens, timestamps });
  const ids = [...logits.keys()].filter((id) => logits[id] !== -Infinity);
  return {
    text: ids.filter((id) => id <= tokens.end),
    other: ids.filter((id) => id > tokens.end && id < tokens.firstTimestamp),
    times: ids.filter((id) => id >= tokens.firstTimestamp).map((id) => id - tokens.firstTimestamp),
  };
}

/** Text is likelier than all times together. */
function flat(): Float32Array {
  return Float32Array.from({ length: vocabulary }, (_, id) => (id <= tokens.end ? 10 : 0));
}

describe('with times', () => {
  test('a window begins with a time that is not late', () => {
    const { text, times } = left([]);
    expect(text).toEqual([]);
    expect(times.at(0)).toBe(0);
    expect(times.at(-1)).toBe(tokens.latestStart);
  });

  test('behind the first time comes text', () => {
    const { text, times } = left([time(3)]);
    expect(times).toEqual([]);
    expect(text).toContain(0);
  });

  test('behind text may come a later time, or the end', () => {
    const after = left([time(3), ...text(' one')]);
    expect(after.times.at(0)).toBe(4);
    expect(after.text).toContain(tokens.end);
  });

  test('behind the time that ends a part comes another one, not earlier, or the end', () => {
    const after = left([time(3), ...text(' one'), time(9)]);
    expect(after.times.at(0)).toBe(9);
    expect(after.text).toEqual([tokens.end]);
  });

  test('a time that all times together make likely is taken', () => {
    const logits = Float32Array.from({ length: vocabulary }, (_, id) => (id === 0 ? 3 : 0));
    expect(left([time(0), ...text(' one')], { logits }).text).toEqual([]);
  });
});

test('without times there are none, and the special tokens are never chosen', () => {
  const { text, times, other } = left([], { timestamps: false });
  expect(times).toEqual([]);
  expect(other).toEqual([]);
  expect(text).not.toContain(tokens.end);
  expect(left([0], { timestamps: false }).text).toContain(tokens.end);
});

test('the sum of exponentials holds for large and for no numbers', () => {
  expect(logSumExp(Float32Array.of(1000, 1000))).toBeCloseTo(1000 + Math.LN2, 3);
  expect(logSumExp(new Float32Array(0))).toBe(-Infinity);
});

test('of a whole vocabulary the sum is that of all, at any temperature, and nothing ruled out counts', () => {
  const random = seededRandom(3);
  const logits = Float32Array.from({ length: 51_866 }, () => 200 * (random() - 0.5));
  logits.fill(-Infinity, 50_000, 51_000);
  for (const temperature of [0.2, 1]) {
    const most = 100 / temperature;
    const sum = logits.reduce((all, logit) => all + Math.exp(logit / temperature - most), 0);
    expect(logSumExp(logits, temperature)).toBeCloseTo(most + Math.log(sum), 9);
  }
});
