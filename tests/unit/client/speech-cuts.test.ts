import { expect, test } from 'vitest';
import { SpeechCuts, type Cut } from '../../../src/client/speech-cuts';

const block = 0.032;

/** Loudness of each block of some seconds. */
const quiet = (seconds: number, level = 0.001) => blocks(seconds, level);
const speech = (seconds: number) => blocks(seconds, 0.1);

function blocks(seconds: number, level: number): number[] {
  return Array<number>(Math.round(seconds / block)).fill(level);
}

/** The pieces into which a recording is cut, with their seconds. */
function pieces(levels: number[]): { from: number; to: number }[] {
  const cuts = new SpeechCuts();
  const found: { from: number; to: number }[] = [];
  let at = 0;
  const take = ({ blocks, speech }: Cut) => {
    const from = at;
    at += blocks;
    if (speech) found.push({ from: from * block, to: at * block });
  };
  for (const level of levels) {
    const cut = cuts.add(level, block);
    if (cut) take(cut);
  }
  take(cuts.end());
  expect(at).toBe(levels.length);
  return found;
}

test('each pause ends a piece, which has the quiet before its first sound', () => {
  const found = pieces([...quiet(3), ...speech(1), ...quiet(2), ...speech(2), ...quiet(0.2)]);
  expect(found).toHaveLength(2);
  const [first, second] = found;
  expect(first!.from).toBeGreaterThan(2.5);
  expect(first!.from).toBeLessThan(2.8);
  expect(first!.to).toBeGreaterThan(4.5);
  expect(first!.to).toBeLessThan(4.7);
  expect(second!.from).toBeGreaterThan(5.5);
  expect(second!.from).toBeLessThan(5.8);
  expect(second!.to).toBeCloseTo(8.2, 0);
});

test('a faint microphone is cut as a loud one is', () => {
  const said = [...quiet(3), ...speech(1), ...quiet(2), ...speech(2), ...quiet(0.2)];
  expect(pieces(said.map((level) => level / 60))).toEqual(pieces(said));
});

test('a short gap between words is no pause', () => {
  expect(
    pieces([...quiet(1), ...speech(1), ...quiet(0.4), ...speech(1), ...quiet(1)]),
  ).toHaveLength(1);
});

test('silence and steady noise are never sent', () => {
  expect(pieces(quiet(30, 0))).toEqual([]);
  expect(pieces(quiet(30, 0.02))).toEqual([]);
});

test('speech without a pause is cut at its quietest place, after 8 s at the latest', () => {
  const found = pieces([...quiet(1), ...speech(6.5), ...quiet(0.1, 0.03), ...speech(6)]);
  expect(found).toHaveLength(2);
  expect(found[0]!.to).toBeGreaterThan(7.5);
  expect(found[0]!.to).toBeLessThan(7.7);
  expect(found[1]!.from).toBe(found[0]!.to);
  for (const { from, to } of found) expect(to - from).toBeLessThan(8.1);
});
