import { afterEach, expect, test } from 'vitest';
import { Player } from '../../../src/client/player';

const sampleRate = 24_000;
const RealAudioContext = AudioContext;

afterEach(() => {
  globalThis.AudioContext = RealAudioContext;
});

/** Makes the next AudioContext one whose whole sound is kept; the samples come when it is asked. */
async function recordSound(): Promise<() => Promise<Float32Array>> {
  const context = new RealAudioContext({ sampleRate });
  const code = `registerProcessor('tape', class extends AudioWorkletProcessor {
    blocks = [];
    constructor() { super(); this.port.onmessage = () => this.port.postMessage(this.blocks); }
    process([input]) { if (input[0]) this.blocks.push(input[0].slice()); return true; }
  });`;
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  await context.audioWorklet.addModule(url);
  URL.revokeObjectURL(url);
  const tape = new AudioWorkletNode(context, 'tape', { channelCount: 1 });
  tape.connect(context.destination);
  Object.defineProperty(context, 'destination', { value: tape });
  globalThis.AudioContext = function () {
    return context;
  } as unknown as typeof AudioContext;
  return async () => {
    const answer = new Promise<Float32Array[]>((resolve) => {
      tape.port.onmessage = (event: MessageEvent<Float32Array[]>) => resolve(event.data);
    });
    await context.resume();
    tape.port.postMessage('play back');
    const blocks = await answer;
    await context.close();
    return Float32Array.from(blocks.flatMap((block) => [...block]));
  };
}

/** Never 0, and no two neighbours alike: a lost, doubled or changed sample shows. */
function signal(from: number, count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, i) => 0.1 + ((from + i) % 7919) / 16_000);
}

async function* pieces(lengths: number[], between = 0): AsyncGenerator<Float32Array<ArrayBuffer>> {
  let from = 0;
  for (const length of lengths) {
    if (between > 0 && from > 0) await new Promise((resolve) => setTimeout(resolve, between));
    yield signal(from, length);
    from += length;
  }
}

test('uneven pieces are heard as one signal, sample for sample', async () => {
  const playBack = await recordSound();
  const lengths = [6001, 333, 4800, 1, 7777, 128, 2500];
  const total = lengths.reduce((sum, length) => sum + length, 0);

  const player = new Player();
  await player.play(pieces(lengths), { sampleRate, signal: new AbortController().signal });
  expect(player.playback).toEqual({
    state: 'idle',
    position: total / sampleRate,
    duration: total / sampleRate,
  });

  const heard = await playBack();
  const start = heard.findIndex((sample) => sample !== 0);
  const same = signal(0, total).every((sample, i) => heard[start + i] === sample);
  expect(same).toBe(true);
});

test('a stream that is slower than the ear leaves silence between pieces, and loses none', async () => {
  const playBack = await recordSound();
  const states: string[] = [];
  const player = new Player();
  player.watch(({ state }) => states.push(state));
  await player.play(pieces([2400, 2400], 600), {
    sampleRate,
    signal: new AbortController().signal,
  });
  const heard = (await playBack()).filter((sample) => sample !== 0);
  expect([...heard]).toEqual([...signal(0, 4800)]);
  expect(states.filter((state, i) => state !== states[i - 1])).toEqual(
    expect.arrayContaining(['waiting', 'playing', 'waiting', 'playing', 'idle']),
  );
});

test('a stream that is faster than the ear is pulled some seconds ahead, no further', async () => {
  let pulled = 0;
  async function* endless() {
    for (;;) yield signal(sampleRate * pulled++, sampleRate);
  }
  const leave = new AbortController();
  const player = new Player();
  const playing = player.play(endless(), { sampleRate, signal: leave.signal });
  await expect.poll(() => player.playback.position, { timeout: 20_000 }).toBeGreaterThan(1.5);
  const { position, duration } = player.playback;
  expect(duration - position).toBeLessThan(22);
  expect(duration - position).toBeGreaterThan(15);
  leave.abort();
  await expect(playing).rejects.toThrow();
});

test('a pause holds the sound, and it goes on where it was', async () => {
  const player = new Player();
  const leave = new AbortController();
  const playing = player.play(pieces([10 * sampleRate]), { sampleRate, signal: leave.signal });
  await expect.poll(() => player.playback.position, { timeout: 20_000 }).toBeGreaterThan(0.2);
  player.pause();
  expect(player.playback.state).toBe('paused');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { position } = player.playback;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(player.playback.position).toBe(position);
  player.resume();
  await expect.poll(() => player.playback.position, { timeout: 20_000 }).toBeGreaterThan(position);
  // The clock may be told to run before the sound is.
  await expect.poll(() => player.playback.state, { timeout: 20_000 }).toBe('playing');
  leave.abort();
  await expect(playing).rejects.toThrow();
});

test('an abort stops the sound and leaves a stream that does not answer any more', async () => {
  let left = false;
  async function* silentAfterOne() {
    try {
      yield signal(0, 5 * sampleRate);
      await new Promise(() => undefined);
    } finally {
      left = true;
    }
  }
  const leave = new AbortController();
  const player = new Player();
  const stream = silentAfterOne();
  const playing = player.play(stream, { sampleRate, signal: leave.signal });
  await expect.poll(() => player.playback.position, { timeout: 20_000 }).toBeGreaterThan(0.1);
  leave.abort(new Error('enough'));
  await expect(playing).rejects.toThrow('enough');
  expect(player.playback.state).toBe('idle');
  expect(player.playback.position).toBeLessThan(5);
  expect(left).toBe(false);
});

test('the error of a stream ends the play', async () => {
  async function* broken() {
    yield signal(0, 240);
    throw new Error('The connection broke off.');
  }
  const playing = new Player().play(broken(), {
    sampleRate,
    signal: new AbortController().signal,
  });
  await expect(playing).rejects.toThrow('broke off');
});
