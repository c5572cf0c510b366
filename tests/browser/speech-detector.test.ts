import original from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import { beforeAll, expect, test } from 'vitest';
import { join, silence } from '../../src/audio/pcm';
import { resample } from '../../src/audio/resample';
import { seededRandom } from '../../src/base/seeded-random';
import { fromOrigin } from '../../src/engines/espeak/data';
import { loadEspeak } from '../../src/engines/espeak/espeak';
import { createSession } from '../../src/engines/session';
import {
  detectorRate,
  frameSamples,
  loadSpeechDetector,
} from '../../src/engines/whisper/speech-detector';

/** Speech, loud and soft, in silence and in noise, with pauses; some samples more than whole frames. */
let sound: Float32Array;
beforeAll(async () => {
  const random = seededRandom(3);
  const espeak = await loadEspeak(fromOrigin(`${location.origin}/`));
  const parts: Float32Array[] = [];
  for (const [voice, loudness, noise] of [
    ['en-us', 1, 0],
    ['de', 0.1, 0],
    ['en-gb', 0.3, 0.02],
    ['en-us', 0.02, 0.001],
  ] as const) {
    await espeak.ensure(voice);
    const text = 'Hello world, open the north.';
    const { samples, sampleRate } = espeak.synthesize(text, { voice, wordsPerMinute: 150 });
    const said = join([samples, silence(0.7, sampleRate)]).map((sample) => sample * loudness);
    for await (const part of resample(once(said), sampleRate, detectorRate)) {
      parts.push(part.map((sample) => sample + noise * (2 * random() - 1)));
    }
    parts.push(silence(1, detectorRate));
  }
  sound = join(parts);
});

test('a stretch is heard as the original hears its frames one after the other', async () => {
  const one = await frameByFrame(sound);
  const detector = await loadSpeechDetector();
  const all = await detector.listen().hear(sound);
  expect(all).toHaveLength(Math.ceil(sound.length / frameSamples));
  expect(all.filter((speech) => speech > 0.5).length).toBeGreaterThan(all.length / 4);
  expect(all.filter((speech) => speech < 0.1).length).toBeGreaterThan(all.length / 4);
  expect(farthest(all, one)).toBeLessThan(0.001);

  const listener = detector.listen();
  const parts: Float32Array[] = [];
  for (let at = 0, frames = 1; at < sound.length; frames++) {
    parts.push(await listener.hear(sound.subarray(at, (at += frames * frameSamples))));
  }
  expect(farthest(join(parts), all)).toBeLessThan(0.001);
  await detector.dispose();
});

async function* once<T>(value: T) {
  yield value;
}

const farthest = (some: Float32Array, others: Float32Array) =>
  Math.max(...some.map((value, at) => Math.abs(value - (others[at] ?? NaN))));

/** As https://github.com/snakers4/silero-vad has it: each frame with 64 samples of the one before. */
async function frameByFrame(samples: Float32Array): Promise<Float32Array> {
  const model = await (await fetch(new URL(original, location.href))).blob();
  const session = await createSession(model, 'wasm', { runtime: 'webgpu' });
  const [context, width] = [64, 64 + frameSamples];
  const padded = new Float32Array(samples.length + width);
  padded.set(samples, context);
  const heard = new Float32Array(Math.ceil(samples.length / frameSamples));
  let state = new Float32Array(2 * 128);
  for (let frame = 0; frame < heard.length; frame++) {
    const from = frame * frameSamples;
    const { output, stateN } = await session.run({
      input: { type: 'float32', data: padded.slice(from, from + width), dims: [1, width] },
      state: { type: 'float32', data: state, dims: [2, 1, 128] },
      sr: { type: 'int64', data: BigInt64Array.of(BigInt(detectorRate)), dims: [] },
    });
    heard[frame] = Number(output?.data[0]);
    state = Float32Array.from(stateN?.data ?? []);
  }
  await session.dispose();
  return heard;
}
