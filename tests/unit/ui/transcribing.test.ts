import { expect, test, vi } from 'vitest';
import type { TranscriptionClient } from '../../../src/client/transcription-client';
import { ApiError } from '../../../src/client/api-error';
import type { RecordingClient } from '../../../src/client/recording-client';
import {
  transcribingAnnouncement,
  transcribingWords,
} from '../../../src/ui/state/transcribing-words';
import { Transcribing } from '../../../src/ui/state/transcribing.svelte';
import { Transcript } from '../../../src/ui/state/transcript.svelte';
import type { TranscriptionChoices } from '../../../src/ui/state/transcription-choices.svelte';

const choices = { model: { id: 'm' }, language: '', task: 'transcribe', prompt: '' };

/** Writes down a file's name, in words; `between` is called before the second one. */
function transcriber(between = () => {}) {
  const kept: string[] = [];
  const client: Pick<TranscriptionClient, 'transcribe'> = {
    async *transcribe({ file }, { signal } = {}) {
      const { name } = file as File;
      if (name.startsWith('bad'))
        throw new ApiError("No audio. Supported formats: ['mp3'].", { status: 400 });
      yield { type: 'partial', text: ' on' };
      yield { type: 'segment', segment: { start: 0, end: 1, text: ' one' } };
      between();
      signal?.throwIfAborted();
      yield { type: 'partial', text: ' two' };
      yield { type: 'progress', done: 1, total: 2 };
      const segments = [{ start: 0, end: 2, text: ` ${name}` }];
      const whole = { text: name, language: 'english', segments, words: [], interpolated: false };
      yield { type: 'done', transcript: whole };
    },
  };
  const recordings: RecordingClient = {
    async fetch(url) {
      if (url.includes('bad')) throw new ApiError('No such file.', { status: 400 });
      return new File(['x'], 'talk.mp3');
    },
  };
  const transcribing = new Transcribing(
    { client: client as TranscriptionClient, models: { async *prepare() {} }, recordings },
    { onModelChange: () => {}, onWritten: (transcript) => kept.push(transcript.text) },
  );
  const write = (...names: string[]) =>
    transcribing.transcribe(
      names.map((name) => new File(['x'], name)),
      choices as unknown as TranscriptionChoices,
    );
  const writeFrom = (address: string) =>
    transcribing.transcribeFrom(address, choices as unknown as TranscriptionChoices);
  return { transcribing, write, writeFrom, kept };
}

test('a recording of another host is fetched and written down; a failure can be tried again', async () => {
  const { transcribing, writeFrom, kept } = transcriber();
  await writeFrom('https://example.org/bad.mp3');
  expect(transcribing.failure).toMatchObject({ message: 'No such file.' });
  expect(transcribing.failure?.again).toBeDefined();
  expect(transcribing.phase.name).toBe('idle');
  await writeFrom('https://example.org/talk.mp3');
  expect(kept).toEqual(['talk.mp3']);
  expect(transcribing.transcript?.title).toBe('talk');
});

test('files are written down one after the other; one that cannot be read is told with its name', async () => {
  const { transcribing, write, kept } = transcriber();
  await write('a.wav', 'bad.wav', 'b.wav');
  expect(kept).toEqual(['a.wav', 'b.wav']);
  expect(transcribing.failure?.message).toBe(
    "'bad.wav': No audio. Choose another audio or video file.",
  );
  expect(transcribing.phase.name).toBe('idle');
});

test('what comes while another recording is written down waits for it', async () => {
  const later: Promise<boolean>[] = [];
  let asked = false;
  const { transcribing, write, kept } = transcriber(() => {
    if (asked) return;
    asked = true;
    later.push(write('b.wav', 'bad.wav'));
    expect(transcribing.waiting).toBe(2);
  });
  expect(await write('a.wav')).toBe(true);
  expect(await Promise.all(later)).toEqual([false]);
  expect(kept).toEqual(['a.wav', 'b.wav']);
  expect(transcribing).toMatchObject({ waiting: 0, busy: false });
});

test('each file that cannot be read is told; the next recording begins without them', async () => {
  const { transcribing, write } = transcriber();
  await write('bad 1.wav', 'a.wav', 'bad 2.wav');
  expect(transcribing.failure?.message.split('\n')).toEqual([
    "'bad 1.wav': No audio. Choose another audio or video file.",
    "'bad 2.wav': No audio. Choose another audio or video file.",
  ]);
  await write('a.wav');
  expect(transcribing.failure).toBeUndefined();
});

test('who listens is told the text at the end, if it is short, and each quarter before', async () => {
  const told: string[] = [];
  const { transcribing, write } = transcriber(() =>
    told.push(transcribingAnnouncement(transcribing)),
  );
  await write('a.wav');
  expect(told).toEqual(['Listening']);
  expect(transcribingAnnouncement(transcribing)).toBe('Done: a.wav');
  expect(transcribingWords(transcribing)).toBe('Done');
  const { transcript } = transcribing;
  const listening = { ...situation, transcript };
  for (const [done, words] of [
    [10, 'Listening'],
    [60, 'Listening, 50 percent written down'],
    [100, 'Listening, 75 percent written down'],
  ] as const) {
    Object.assign(transcript ?? {}, { done, total: 100 });
    expect(transcribingAnnouncement(listening)).toBe(words);
  }
  expect(transcribingWords(listening)).toBe(
    'Listening, 1:40 of 1:40 written down, about 5 s left; one more recording waits',
  );
  if (transcript) transcribing.show(transcript);
  expect(transcribingWords(transcribing)).toBe('');
});

const situation = {
  phase: { name: 'listening' },
  failure: undefined,
  waiting: 1,
  secondsLeft: 5,
  ended: false,
} as const;

test('what is stopped keeps what was settled, and the other files are not begun', async () => {
  const { transcribing, write, kept } = transcriber(() => transcribing.stop());
  await write('a.wav', 'b.wav');
  expect(kept).toEqual(['one']);
  expect(transcribing.transcript).toMatchObject({ complete: false, pending: '' });
  expect(transcribing.transcript?.kept()).toMatchObject({ complete: false });
  expect(transcribing.failure).toBeUndefined();
});

test('a long transcript is told while it is written', async () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  const { write, kept } = transcriber(() => (now += 31_000));
  await write('a.wav');
  expect(kept).toHaveLength(2);
  clock.mockRestore();
});

test('dictation: stable text moves into segments, and nothing is there twice', () => {
  const transcript = new Transcript('Dictation');
  const language = { code: 'en', probability: 0.9 };
  const segment = { start: 0, end: 1, text: 'one two', words: [] };
  transcript.hear({ stable: 'one', partial: ' too', segments: [], language });
  expect([transcript.agreed, transcript.pending]).toEqual(['one', 'too']);
  transcript.hear({ stable: 'one two', partial: '', segments: [segment], language });
  transcript.hear({ stable: 'one two three', partial: ' fo', segments: [], language });
  expect([transcript.agreed, transcript.pending]).toEqual(['three', 'fo']);
  expect(transcript.text).toBe('one two\nthree fo');
  transcript.close();
  expect(transcript.text).toBe('one two\nthree');
  const again = Transcript.of(structuredClone(transcript.kept()));
  expect(again.kept()).toEqual(transcript.kept());
  expect(again.text).toBe(transcript.text);
});
