import { encodeBase64 } from 'hono/utils/encode';
import type { Spoken } from '../../../jobs/speak-job';
import { timedWords } from '../../timed-words';
import type { SpeechEvent } from './schema';

/** What the events tell of words; undefined: nothing, as OpenAI's own. */
export type Granularity = 'word' | 'phoneme' | undefined;

/** An answer as OpenAI's events. Words, where they are asked for, come before the sound they are heard in. */
export async function* speechEvents(
  audio: Spoken['audio'],
  input: string,
  granularity: Granularity,
): AsyncGenerator<SpeechEvent, void, undefined> {
  let sent = 0;
  for await (const { bytes, words } of audio) {
    if (granularity && words.length > 0) {
      const timed = timedWords(input, words, { phonemes: granularity === 'phoneme' });
      yield { type: 'speech.audio.words', words: timed };
    }
    sent += bytes.length;
    yield { type: 'speech.audio.delta', audio: encodeBase64(bytes.slice().buffer) };
  }
  // No model here counts in OpenAI's tokens: the characters of the text and the bytes of the audio stand for them.
  yield {
    type: 'speech.audio.done',
    usage: {
      input_tokens: input.length,
      output_tokens: sent,
      total_tokens: input.length + sent,
    },
  };
}
