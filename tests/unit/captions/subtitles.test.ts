import { expect, test } from 'vitest';
import { subtitles } from '../../../src/captions/subtitles';

const cues = [
  { from: 0, to: 9, start: 0.0004, end: 1.9996, lines: ['Salt & pepper', 'at 3 < 5 --> so'] },
  { from: 10, to: 15, start: 3661.5, end: 3663, lines: ['Bye.'] },
];

test('SubRip: numbered, with a comma in its times, and the text as it is', () => {
  expect(subtitles('srt', cues)).toBe(
    '1\n00:00:00,000 --> 00:00:02,000\nSalt & pepper\nat 3 < 5 --> so\n' +
      '\n2\n01:01:01,500 --> 01:01:03,000\nBye.\n',
  );
});

test('WebVTT: its header, and no sign that it would take for its own', () => {
  expect(subtitles('vtt', cues)).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nSalt &amp; pepper\nat 3 &lt; 5 --&gt; so\n' +
      '\n01:01:01.500 --> 01:01:03.000\nBye.\n',
  );
});

test('of nothing they are empty files of their kind', () => {
  expect(subtitles('srt', [])).toBe('');
  expect(subtitles('vtt', [])).toBe('WEBVTT\n');
});

test('a blank line inside a text does not end its cue, and days have their hours', () => {
  const long = [
    { from: 0, to: 1, start: 360_000, end: 360_001.0005, lines: ['One\n\r\n two', ''] },
  ];
  const [srt, vtt] = [subtitles('srt', long), subtitles('vtt', long)];
  expect(srt).toBe('1\n100:00:00,000 --> 100:00:01,001\nOne\n two\n');
  expect(vtt).toBe('WEBVTT\n\n100:00:00.000 --> 100:00:01.001\nOne\n two\n');
});
