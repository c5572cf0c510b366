import { subtitles } from '../../captions/subtitles';
import type { TimedSegment } from './timed-segments';

export type TranscriptFormat = 'txt' | 'srt' | 'vtt' | 'json';

const types: Readonly<Record<TranscriptFormat, string>> = {
  txt: 'text/plain',
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
  json: 'application/json',
};

type Written = { text: string; language: string | undefined; segments: readonly TimedSegment[] };

/** A transcript as a file: captions have one for each segment; JSON has the names of OpenAI's `verbose_json`. */
export function transcriptFile(format: TranscriptFormat, written: Written): Blob {
  return new Blob([contentOf(format, written)], { type: types[format] });
}

/** Safe on every system. */
export function transcriptFileName(title: string, format: TranscriptFormat): string {
  const name = title.replace(/[\p{Cc}\\/:*?"<>|]+/gu, '-').replace(/^[.\s]+|[.\s]+$/g, '');
  return `${name.slice(0, 100) || 'transcript'}.${format}`;
}

function contentOf(format: TranscriptFormat, { text, language, segments }: Written): string {
  switch (format) {
    case 'txt':
      return `${text}\n`;
    case 'json': {
      const words = segments.flatMap((segment) => segment.words);
      const timed = segments.map(({ start, end, text }, id) => ({ id, start, end, text }));
      return JSON.stringify({ language, text, segments: timed, words }, undefined, 2);
    }
    case 'srt':
    case 'vtt':
      return subtitles(
        format,
        segments.map(({ start, end, text }) => {
          const line = text.trim();
          return { start, end, from: 0, to: line.length, lines: [line] };
        }),
      );
  }
}
