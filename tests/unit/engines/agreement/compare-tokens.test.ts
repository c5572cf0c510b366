import { expect, test } from 'vitest';
import { compareTokens, obviousTokenFault } from '../../../../src/engines/agreement/compare-tokens';
import { seededRandom } from '../../../../src/base/seeded-random';

const places = 12;
const vocabulary = 200;

/** Logits of a model that is rather sure: the likeliest token leads by some nepers. */
function rows(noise: (at: number) => number = () => 0): Float32Array[] {
  const random = seededRandom(3);
  return Array.from({ length: places }, (_, place) =>
    Float32Array.from({ length: vocabulary }, (_, id) => {
      const logit = 4 * random() + (id === (place * 37) % vocabulary ? 6 : 0);
      return logit + noise(place * vocabulary + id);
    }),
  );
}

const right = rows();

test('the same, and what rounding does, is right', () => {
  expect(compareTokens(right, rows())).toMatchObject({
    agrees: true,
    finding: '12 tokens equal, within 0.000 nepers',
    figures: { distance: 0, worst: 0, others: 0, tokens: places },
  });
  const random = seededRandom(5);
  expect(
    compareTokens(
      right,
      rows(() => 0.05 * (random() - 0.5)),
    ).agrees,
  ).toBe(true);
});

test('of two tokens that are as likely, either is right', () => {
  const tied = rows();
  const other = rows();
  for (const [table, lead] of [[tied, 0.05] as const, [other, -0.05] as const]) {
    table[3]![7] = 20 + lead;
    table[3]![8] = 20;
  }
  expect(compareTokens(tied, other)).toMatchObject({ agrees: true, figures: { others: 0 } });
});

test('a token that is another one is found, at whatever place', () => {
  for (let place = 0; place < places; place++) {
    const wrong = rows();
    wrong[place]![(place * 37 + 1) % vocabulary] = 30;
    const verdict = compareTokens(right, wrong);
    expect(verdict.agrees).toBe(false);
    expect(verdict.finding).toContain('1 of 12 tokens are others');
  }
});

test.each([
  ['noise', rows((at) => Math.sin(at * 12.9898) * 2)],
  ['half as sure', rows().map((row) => row.map((logit) => logit / 2))],
  ['places in the wrong order', rows().toReversed()],
  ['tokens in the wrong order', rows().map((row) => row.toReversed())],
  ['the first place again and again', rows().map((_, __, all) => all[0]!)],
  ['too few places', rows().slice(0, 5)],
])('%s is wrong', (_, wrong) => {
  expect(compareTokens(right, wrong).agrees).toBe(false);
});

test('what is obviously wrong is named without a comparison', () => {
  const broken = rows();
  broken[7]![11] = NaN;
  const infinite = rows();
  infinite[0]![0] = Infinity;
  expect(obviousTokenFault([])).toBe('no tokens at all');
  expect(obviousTokenFault([new Float32Array(0)])).toBe('no tokens at all');
  expect(obviousTokenFault(broken)).toBe('broken numbers');
  expect(obviousTokenFault(infinite)).toBe('broken numbers');
  expect(obviousTokenFault([...rows(), new Float32Array(vocabulary)])).toBe(
    'the same for all tokens',
  );
  expect(obviousTokenFault(right)).toBeUndefined();
});
