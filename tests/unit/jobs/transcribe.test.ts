import { expect, test } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { createSerial } from '../../../src/base/serial';
import { findModel } from '../../../src/catalog/models';
import type { Clip, Heard, Transcriber } from '../../../src/engines/engine';
import type { LoadedEngine } from '../../../src/jobs/engine-pool';
import { transcribe } from '../../../src/jobs/transcribe';
import type { TranscribeJob } from '../../../src/jobs/transcribe-job';
import { segment } from '../api/transcription/hearing-core';

const asked: TranscribeJob = {
  ...{ model: findModel('whisper-base')!, audio: new Blob(['RIFF']), language: undefined },
  ...{ task: 'transcribe', prompt: '', temperature: 0, words: false, seed: 0 },
};

/** Hears its number in each of so many channels. */
function engineOf(channels: number, clips: Clip[] = []): LoadedEngine {
  const transcriber: Transcriber = {
    async *run(clip) {
      clips.push(clip);
      const { channel = 0 } = clip;
      if (channel >= channels) {
        throw new SpeechError('invalid_request', 'No such channel.', { param: 'channel' });
      }
      yield { type: 'segment', segment: segment(` ${channel}`, 0, 1) };
      yield { type: 'progress', done: 1, total: 1 };
    },
    async dispose() {},
  };
  const placement = { device: 'wasm', precision: 'fp32', reason: 'It is a fake.' };
  return { transcriber, placement, turns: createSerial() } as unknown as LoadedEngine;
}

async function channelsOf(heard: AsyncIterable<Heard>): Promise<(number | undefined)[]> {
  const channels: (number | undefined)[] = [];
  for await (const each of heard) if (each.type === 'segment') channels.push(each.segment.channel);
  return channels;
}

const { signal } = new AbortController();

test('channels that are wanted apart are heard one after the other, as many as there are', async () => {
  const clips: Clip[] = [];
  const apart: TranscribeJob = { ...asked, channels: 'separate' };
  const { heard } = await transcribe(apart, engineOf(2, clips), signal);
  expect(await channelsOf(heard)).toEqual([0, 1]);
  expect(clips.map(({ channel }) => channel)).toEqual([0, 1, 2]);
});

test('channels that are wanted apart go on in the one that was reached', async () => {
  const clips: Clip[] = [];
  const before = { seconds: 4, language: 'de', channel: 1, segments: [] };
  const apart: TranscribeJob = { ...asked, channels: 'separate', before };
  const { heard } = await transcribe(apart, engineOf(3, clips), signal);
  expect(await channelsOf(heard)).toEqual([1, 2]);
  const told = clips.map((clip) => [clip.channel, clip.language, clip.before?.seconds]);
  expect(told).toEqual([
    [1, 'de', 4],
    [2, undefined, undefined],
    [3, undefined, undefined],
  ]);
});

test('mixed channels are heard at once, and no segment tells one', async () => {
  const clips: Clip[] = [];
  const { heard } = await transcribe(asked, engineOf(2, clips), signal);
  expect(await channelsOf(heard)).toEqual([undefined]);
  expect(clips).toHaveLength(1);
  expect(clips[0]).not.toHaveProperty('channel');
});

test('a file without a first channel is refused', async () => {
  const failing = transcribe({ ...asked, channels: 'separate' }, engineOf(0), signal);
  await expect(failing).rejects.toMatchObject({ param: 'channel' });
});
