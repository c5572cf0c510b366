import { cuesOf } from '../../captions/cues';
import { subtitles } from '../../captions/subtitles';
import type { TimedWord } from '../../captions/timed-word';
import { sharedWords } from './edited-words';
import type { TimedSegment } from './timed-segments';
import { wordPlaces, type WordPlace } from './word-places';

export type TranscriptFormat = 'txt' | 'srt' | 'vtt' | 'json';

const types: Readonly<Record<TranscriptFormat, string>> = {
  txt: 'text/plain',
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
  json: 'application/json',
};

type Written = {
  text: string;
  language: string | undefined;
  translated: boolean;
  segments: readonly TimedSegment[];
};

/** A transcript as a file: captions fit a screen; JSON has the names of OpenAI's `verbose_json`. */
export function transcriptFile(format: TranscriptFormat, written: Written): Blob {
  return new Blob([contentOf(format, written)], { type: types[format] });
}

/** Safe on every system. */
export function transcriptFileName(title: string, format: TranscriptFormat): string {
  const name = title.replace(/[\p{Cc}\\/:*?"<>|]+/gu, '-').replace(/^[.\s]+|[.\s]+$/g, '');
  return `${name.slice(0, 100) || 'transcript'}.${format}`;
}

function contentOf(
  format: TranscriptFormat,
  { text, language, translated, segments }: Written,
): string {
  switch (format) {
    case 'txt':
      return `${text}\n`;
    case 'json': {
      const words = segments.flatMap((segment) => segment.words);
      const timed = segments.map(({ start, end, text }, id) => ({ id, start, end, text }));
      const task = translated ? 'translate' : 'transcribe';
      return JSON.stringify({ task, language, text, segments: timed, words }, undefined, 2);
    }
    case 'srt':
    case 'vtt':
      return captions(format, segments);
  }
}

/** Segments are as long as a breath or half a minute: captions are cut anew, at the ends of sentences. */
function captions(format: 'srt' | 'vtt', segments: readonly TimedSegment[]): string {
  let text = '';
  const words: TimedWord[] = [];
  for (const segment of segments) {
    const own = segment.text.trim();
    for (const { start, end, from, to } of placesIn(own, segment)) {
      words.push({ start, end, from: text.length + from, to: text.length + to });
    }
    // As a paragraph ends.
    text += `${own}\n\n`;
  }
  return subtitles(format, cuesOf(text, words, 'none'));
}

/** Where the words stand that cover a text; words without times of their own share the segment's. */
function placesIn(text: string, { start, end, words }: TimedSegment): WordPlace[] {
  const places = wordPlaces(text, words);
  return covers(text, places) ? places : wordPlaces(text, sharedWords(text, start, end));
}

function covers(text: string, places: readonly WordPlace[]): boolean {
  const ends = [0, ...places.map(({ to }) => to)];
  return ends.every((from, i) => !/[\p{L}\p{N}]/u.test(text.slice(from, places[i]?.from)));
}
