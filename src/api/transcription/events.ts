import type { Heard } from '../../engines/engine';
import { logprobsOf, ms, plainBody, surenessOf, verboseBodyOf, type Wanted } from './bodies';
import type { TokenUsage, TranscriptionEvent } from './schema';
import { createTranscript, type Transcript } from './transcript';

/**
 * What is heard, as OpenAI's events: the text of each segment when it is finished, and all of it at the end. With
 * `verbose_json`, which OpenAI does not stream, there are also times, the progress, and text that may still change.
 */
export async function* transcriptionEvents(
  heard: AsyncIterable<Heard>,
  wanted: Wanted,
): AsyncGenerator<TranscriptionEvent, void, undefined> {
  const transcript = createTranscript();
  const verbose = wanted.format === 'verbose_json';
  let id = 0;
  for await (const each of heard) {
    const delta = transcript.add(each);
    if (each.type === 'segment' && delta !== '') {
      const logprobs = wanted.logprobs ? { logprobs: logprobsOf(each.segment) } : {};
      yield { type: 'transcript.text.delta', delta, ...logprobs };
    }
    if (verbose) yield detailOf(each, `seg_${each.type === 'segment' ? id++ : id}`, wanted);
  }
  const whole = transcript.get();
  const body = verbose ? verboseBodyOf(whole, wanted) : plainBody(whole, wanted);
  yield { type: 'transcript.text.done', ...body, usage: usageOf(whole) };
}

function usageOf({ segments, duration }: Transcript): TokenUsage {
  const audio = Math.ceil(heardPerSecond * duration);
  const written = segments.reduce((sum, { tokens }) => sum + tokens.length, 0);
  return {
    type: 'tokens',
    ...{ input_tokens: audio, output_tokens: written, total_tokens: audio + written },
    input_token_details: { audio_tokens: audio, text_tokens: 0 },
  };
}

/** Positions of Whisper's encoder (https://arxiv.org/abs/2212.04356, section 2.2). */
const heardPerSecond = 50;

function detailOf(heard: Heard, id: string, { wordTimes }: Wanted): TranscriptionEvent {
  switch (heard.type) {
    case 'language':
      return {
        type: 'transcript.language',
        language: heard.language,
        probability: heard.probability,
      };
    case 'partial':
      return { type: 'transcript.text.partial', text: heard.text };
    case 'progress':
      return { type: 'transcript.progress', done: heard.done, total: heard.total ?? null };
    case 'segment': {
      const { start, end, text } = heard.segment;
      const words = wordTimes ? { words: surenessOf(heard.segment) } : {};
      return {
        type: 'transcript.text.segment',
        id,
        start: ms(start),
        end: ms(end),
        text,
        ...words,
      };
    }
  }
}
