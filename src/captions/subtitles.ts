import type { Cue } from './cues';

export type SubtitleFormat = 'srt' | 'vtt';

/** Cues as a SubRip or WebVTT file. */
export function subtitles(format: SubtitleFormat, cues: readonly Cue[]): string {
  return format === 'srt' ? srt(cues) : vtt(cues);
}

function srt(cues: readonly Cue[]): string {
  return cues
    .map(({ start, end, lines }, index) => {
      const times = `${timestamp(start, ',')} --> ${timestamp(end, ',')}`;
      return `${index + 1}\n${times}\n${textOf(lines)}\n`;
    })
    .join('\n');
}

/** https://www.w3.org/TR/webvtt1/ */
function vtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ start, end, lines }) => {
    const times = `${timestamp(start, '.')} --> ${timestamp(end, '.')}`;
    return `\n${times}\n${escape(textOf(lines))}\n`;
  });
  return `WEBVTT\n${blocks.join('')}`;
}

/** A blank line would end the cue. */
function textOf(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split(/[\r\n]+/))
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** WebVTT's text has entities and tags, and `-->` would end it. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `01:02:03.456`, with the format's own sign before the milliseconds. */
function timestamp(seconds: number, point: string): string {
  const ms = Math.round(1000 * seconds);
  const part = (unit: number, most: number, digits: number) =>
    String(Math.floor(ms / unit) % most).padStart(digits, '0');
  const clock = [part(3_600_000, Infinity, 2), part(60_000, 60, 2), part(1000, 60, 2)].join(':');
  return `${clock}${point}${part(1, 1000, 3)}`;
}
