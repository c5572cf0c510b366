import { joinTexts } from '../../base/join-texts';
import type { Heard, Segment } from '../../engines/engine';

/** All that was heard. */
export type Transcript = {
  text: string;
  /** ISO 639-1, of what was said; undefined when there was nothing to hear. */
  language: { code: string; probability: number } | undefined;
  /** Seconds of the audio. */
  duration: number;
  segments: Segment[];
};

/** Puts a transcript together while it is told. */
export function createTranscript() {
  const segments: Segment[] = [];
  let text = '';
  let language: Transcript['language'];
  let duration = 0;
  return {
    /** Takes the next part in; returns the text that it adds to the end of what is there. */
    add(heard: Heard): string {
      switch (heard.type) {
        case 'language':
          language = { code: heard.language, probability: heard.probability };
          return '';
        case 'progress':
          duration = heard.total ?? heard.done;
          return '';
        case 'partial':
          return '';
        case 'segment': {
          segments.push(heard.segment);
          duration = Math.max(duration, heard.segment.end);
          // Models put the space between segments in front of the later one, but not each time.
          const own = heard.segment.text.trimEnd();
          const more = text === '' ? own.trimStart() : joinTexts(text, own).slice(text.length);
          text += more;
          return more;
        }
      }
    },
    get: (): Transcript => ({ text, language, duration, segments }),
  };
}

/** Reads to the end. Channels that were heard one after the other are put together by time. */
export async function readTranscript(heard: AsyncIterable<Heard>): Promise<Transcript> {
  const transcript = createTranscript();
  for await (const each of heard) transcript.add(each);
  const whole = transcript.get();
  if (!whole.segments.some(({ channel }) => channel !== undefined)) return whole;
  const ordered = createTranscript();
  for (const segment of whole.segments.toSorted((a, b) => a.start - b.start)) {
    ordered.add({ type: 'segment', segment });
  }
  return { ...whole, text: ordered.get().text, segments: ordered.get().segments };
}
