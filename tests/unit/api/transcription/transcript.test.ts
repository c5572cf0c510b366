import { expect, test } from 'vitest';
import { createTranscript } from '../../../../src/api/transcription/transcript';
import type { Segment } from '../../../../src/engines/engine';

const segment = (text: string): Segment => ({
  ...{ start: 0, end: 1, text, tokens: [], words: [], interpolated: false },
  ...{ temperature: 0, averageLogProb: 0, compressionRatio: 1, noSpeech: 0 },
});

test.each([
  [[' hello world', ' open'], 'hello world open'],
  [['hello world', 'open'], 'hello world open'],
  [['今天。', '很好'], '今天。很好'],
])('segments %o are one text, and so are their deltas', (texts, whole) => {
  const transcript = createTranscript();
  const deltas = texts.map((text) => transcript.add({ type: 'segment', segment: segment(text) }));
  expect(transcript.get().text).toBe(whole);
  expect(deltas.join('')).toBe(whole);
});
