import { afterEach, expect, test, vi } from 'vitest';
import { join } from '../../../src/audio/pcm';
import { Recorder } from '../../../src/ui/state/recorder.svelte';

afterEach(() => vi.restoreAllMocks());

/** A microphone that hears a tone at half of full scale, in each of its channels by that much. */
function microphone(...shares: [number] | [number, number]): void {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: 500 });
  const channels = new ChannelMergerNode(context, { numberOfInputs: shares.length });
  for (const [channel, share] of shares.entries())
    tone.connect(new GainNode(context, { gain: share / 2 })).connect(channels, 0, channel);
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: shares.length });
  channels.connect(out);
  tone.start();
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => {
    await context.resume();
    return out.stream;
  });
}

/** The loudest sample of a second, once there is sound. */
async function record(): Promise<{ loudest: number; seconds: number; level: number }> {
  const recorder = new Recorder();
  const blocks: Float32Array[] = [];
  let ended = 0;
  const sampleRate = await recorder.start('microphone', {
    onblock: (block) => blocks.push(block),
    onend: () => ended++,
  });
  await expect.poll(() => recorder.seconds, { timeout: 20_000 }).toBeGreaterThan(1);
  const level = recorder.level;
  const before = blocks.length;
  recorder.stop();
  // What the mix had kept back comes with the end.
  expect(blocks.length).toBeGreaterThan(before);
  expect(ended).toBe(1);
  expect(recorder.level).toBe(0);
  const sound = join(blocks).subarray(sampleRate / 2);
  const loudest = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return { loudest, seconds: sound.length / sampleRate, level };
}

test.each([
  ['one channel', [1], 0.5],
  ['two of the same', [1, 1], 0.5],
  ['two, one of which is silent', [1, 0], 0.25],
  ['two in opposite phase', [1, -1], 0.5],
] as const)('a microphone with %s is heard', async (_name, shares, loudest) => {
  microphone(...(shares as [number] | [number, number]));
  const heard = await record();
  expect(heard.loudest).toBeGreaterThan(0.9 * loudest);
  expect(heard.loudest).toBeLessThan(1.1 * loudest);
  expect(heard.level).toBeCloseTo(loudest / Math.SQRT2, 1);
});
