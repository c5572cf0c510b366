import { expect, test } from 'vitest';
import type { ModelFacts } from '../../../../src/engines/whisper/model';
import { speechOnly, type Piece } from '../../../../src/engines/whisper/pieces';
import { frameSamples, type SpeechDetector } from '../../../../src/engines/whisper/speech-detector';

const rate = 16_000;
const facts: ModelFacts = {
  ...{ sampleRate: rate, windowSamples: 10 * rate, speechSamples: 3 * rate, timeStep: 0.02 },
  ...{ mostTokens: 64, alignmentHeads: [], medianWidth: 7 },
};

/** Speech is whatever is not 0. */
function loudness(): SpeechDetector & { heard: number } {
  return {
    heard: 0,
    listen() {
      return {
        hear: async (samples) => {
          const frames = Math.ceil(samples.length / frameSamples);
          this.heard += frames * frameSamples;
          return Float32Array.from({ length: frames }, (_, at) => {
            const frame = samples.subarray(at * frameSamples, (at + 1) * frameSamples);
            return frame.some((sample) => sample !== 0) ? 1 : 0;
          });
        },
      };
    },
    dispose: async () => {},
  };
}

/** Turns of speech and silence, in seconds, in blocks of a tenth; speech counts its samples up. */
async function* turns(...seconds: number[]): AsyncGenerator<Float32Array> {
  let at = 0;
  for (const [index, length] of seconds.entries()) {
    for (let block = 0; block < Math.round(length * 10); block++) {
      yield Float32Array.from({ length: rate / 10 }, () => (at++, index % 2 === 0 ? at : 0));
    }
  }
}

async function piecesOf(samples: AsyncIterable<Float32Array>, own: Partial<ModelFacts> = {}) {
  const pieces = speechOnly(samples, { ...facts, ...own }, loudness());
  const found: Piece[] = [];
  for (let piece: Piece | undefined; (piece = await pieces.next());) {
    if (piece.samples.length === 0) continue;
    found.push({ ...piece, samples: piece.samples.slice() });
    pieces.advance(piece.samples.length);
  }
  return { found, done: pieces.done };
}

test('every sample of speech is in one piece, and no piece is longer than the window', async () => {
  const { found, done } = await piecesOf(turns(2, 0.3, 1.5, 0.3, 12, 5, 1, 0.2, 2.5, 30, 0.4));
  const spoken = found.flatMap(({ samples }) => Array.from(samples).filter((each) => each !== 0));
  const all: number[] = [];
  for await (const block of turns(2, 0.3, 1.5, 0.3, 12, 5, 1, 0.2, 2.5, 30, 0.4)) {
    all.push(...block.filter((each) => each !== 0));
  }
  expect(spoken).toEqual(all);
  for (const { samples } of found) expect(samples.length).toBeLessThanOrEqual(4.5 * rate);
  expect(found.reduce((sum, { samples }) => sum + samples.length, 0)).toBeLessThan(24 * rate);
  expect(done).toBe(Math.round(55.2 * rate));
});

test('a long window is not spent on each word of much-paused speech, and long silence is passed over', async () => {
  const whole = { windowSamples: 30 * rate, speechSamples: 30 * rate };
  const paused = [1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1];
  const { found } = await piecesOf(turns(...paused, 60, 2, 40), whole);
  expect(found.length).toBeLessThanOrEqual(4);
  expect(found.reduce((sum, { samples }) => sum + samples.length, 0)).toBeLessThan(50 * rate);
  for (const { samples } of found) expect(samples.length).toBeLessThanOrEqual(30 * rate);
});

test('a piece knows where its speech is', async () => {
  const [piece] = (await piecesOf(turns(0, 3, 1, 3))).found;
  expect(piece?.start).toBeGreaterThan(2.7 * rate);
  expect(piece?.speech?.from).toBeCloseTo(0.2, 1);
  expect(piece?.speech?.to).toBeCloseTo(1.2, 1);
  expect(piece?.speechShare(0.3, 1.1)).toBe(1);
  expect(piece?.speechShare(0, 0.1)).toBe(0);
});

test('speech that has no silence in front gets some, as far as the window has room', async () => {
  const lead = 0.2 * rate;
  const [piece] = (await piecesOf(turns(1, 3))).found;
  expect(piece?.start).toBe(-lead);
  expect(piece?.samples.subarray(0, lead).every((sample) => sample === 0)).toBe(true);
  expect(piece?.samples[lead]).toBe(1);
  expect(piece?.speech?.from).toBeCloseTo(0.2, 3);
  expect(piece?.speechShare(0, 0.15)).toBeLessThan(0.5);
  expect(piece?.speechShare(0.25, 1)).toBe(1);

  const small = { windowSamples: 3 * rate, speechSamples: 3 * rate };
  for (const { samples } of (await piecesOf(turns(20), small)).found) {
    expect(samples.length).toBeLessThanOrEqual(3 * rate);
  }
});

test('each sample is listened to once, also when a window goes back', async () => {
  const detector = loudness();
  const pieces = speechOnly(turns(2.5), facts, detector);
  const lead = -((await pieces.next())?.start ?? 0);
  pieces.advance(lead + rate);
  expect((await pieces.next())?.start).toBe(rate - lead);
  expect(detector.heard).toBe(Math.ceil((2.5 * rate) / frameSamples) * frameSamples);
});

test('a faint piece becomes as loud as speech usually is, and one that is loud enough is left as it is', async () => {
  async function* faint() {
    for await (const block of turns(2)) yield block.map((_, i) => (i % 2 === 0 ? 0.001 : -0.001));
    for await (const block of turns(3)) yield block.fill(0);
    for await (const block of turns(2)) yield block.map((_, i) => (i % 2 === 0 ? 0.1 : -0.1));
  }
  const { found } = await piecesOf(faint());
  const loudest = found.map(({ samples }) => samples.reduce((most, x) => Math.max(most, x), 0));
  expect(loudest).toEqual([expect.closeTo(0.05, 2), expect.closeTo(0.1, 6)]);
});
