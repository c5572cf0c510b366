import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findModel } from '../../../src/catalog/models';
import type { Heard } from '../../../src/engines/engine';
import { resumeTranscription } from '../../../src/jobs/resumed-transcription';
import type { TranscribeJob } from '../../../src/jobs/transcribe-job';
import { createHearingCore, segment } from '../api/transcription/hearing-core';

const job: TranscribeJob = {
  ...{ model: findModel('whisper-base')!, audio: new Blob(['RIFF']), language: undefined },
  ...{ task: 'transcribe', prompt: '', temperature: 0, words: true, seed: 0 },
};

/** A window of ten seconds, with the partial text before it. */
const windowOf = (at: number): Heard[] => [
  { type: 'partial', text: ` ${at}` },
  { type: 'segment', segment: { ...segment(` ${at}.`, at, at + 10), tokens: [at] } },
  { type: 'progress', done: at + 10, total: 60 },
];
const whole: Heard[] = [
  { type: 'language', language: 'de', probability: 0.9 },
  ...[0, 10, 20, 30, 40, 50].flatMap(windowOf),
];
const told = whole.filter(({ type }) => type !== 'partial');

/** The engine takes two seconds for each window. */
beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type Ways = { parts?: unknown[]; until?: number } & Partial<TranscribeJob>;

/** Hears until a second of the recording, and then the thread is lost; the parts that are kept until then. */
async function hear(
  hears: readonly Heard[],
  { parts = [], until = Infinity, ...changes }: Ways = {},
) {
  const core = createHearingCore({ hears, pace: () => Promise.resolve() });
  const kept = [...parts];
  const log = { parts, keep: async (part: unknown) => void kept.push(structuredClone(part)) };
  const { signal } = new AbortController();
  const { heard } = await resumeTranscription({ ...job, ...changes }, core, { log, signal });
  const found: Heard[] = [];
  for await (const each of heard) {
    if (each.type !== 'partial') found.push(each);
    if (each.type !== 'progress') continue;
    if (each.done >= until) break;
    vi.advanceTimersByTime(2000);
  }
  return { found, kept, asked: core.recordings[0] };
}

test('what is finished is kept every few seconds, and once only', async () => {
  const { found, kept } = await hear(whole);
  expect(found).toEqual(told);
  const windows = kept as { model: string; heard: Heard[] }[];
  expect(windows.flatMap(({ heard }) => heard)).toEqual(told.slice(0, 1 + 2 * 5));
  expect(windows.map(({ heard }) => heard.length)).toEqual([1 + 2 * 3, 2 * 2]);
  expect(new Set(windows.map(({ model }) => model))).toEqual(new Set(['whisper-base']));
});

test('the next thread goes on behind what was kept, and tells all of it', async () => {
  const { kept } = await hear(whole, { until: 40 });
  const rest = whole.slice(
    whole.findIndex((each) => each.type === 'partial' && each.text === ' 30'),
  );
  // The model that goes on is told the language, and tells it again.
  const again: Heard[] = [{ type: 'language', language: 'de', probability: 1 }, ...rest];
  const { found, asked, kept: after } = await hear(again, { parts: kept });
  expect(asked).toMatchObject({
    before: {
      seconds: 30,
      language: 'de',
      segments: [0, 10, 20].map((at) => ({ tokens: [at], temperature: 0 })),
    },
  });
  expect(found).toEqual(told);
  expect(after.slice(0, kept.length)).toEqual(kept);
  expect((after as { heard: Heard[] }[]).flatMap(({ heard }) => heard)).toEqual(told.slice(0, 13));
});

test('a language that nobody has spoken yet is still to be found out', async () => {
  const silence: Heard[] = [
    { type: 'progress', done: 10, total: 60 },
    { type: 'progress', done: 20, total: 60 },
    { type: 'progress', done: 30, total: 60 },
  ];
  const { kept } = await hear(silence);
  const { asked, found } = await hear(whole, { parts: kept });
  expect(asked).toMatchObject({ language: undefined, before: { seconds: 30, segments: [] } });
  expect(found).toContainEqual(told[0]);
});

test('what another model has heard does not count', async () => {
  const { kept } = await hear(whole);
  const small = await hear(whole, { parts: kept, model: findModel('whisper-small')! });
  expect(small.asked).not.toHaveProperty('before');
  expect(small.found).toEqual(told);
});

/** As `transcribe` tells what is heard of a channel. */
const inChannel = (channel: number): Heard[] =>
  whole.map((each) => {
    if (each.type === 'partial') return each;
    if (each.type !== 'segment') return { ...each, channel };
    return { ...each, segment: { ...each.segment, channel } };
  });

test('of channels that are heard one after the other, the one that was reached goes on', async () => {
  const separate = { channels: 'separate' } as const;
  const both = [0, 1].flatMap(inChannel);
  const { kept } = await hear(both.slice(0, inChannel(0).length + 10), separate);
  const reached = (kept as { heard: Heard[] }[]).flatMap(({ heard }) => heard);
  expect(reached.at(-1)).toMatchObject({ done: 30, channel: 1 });
  const rest = inChannel(1).slice(10);
  const again: Heard[] = [
    { type: 'language', language: 'de', probability: 1, channel: 1 },
    ...rest,
  ];
  const { asked, found } = await hear(again, { ...separate, parts: kept });
  expect(asked?.before).toMatchObject({ seconds: 30, language: 'de', channel: 1 });
  expect(asked?.before?.segments.map(({ tokens }) => tokens)).toEqual([[0], [10], [20]]);
  expect(found).toEqual(both.filter(({ type }) => type !== 'partial'));
});
