import type { TimedWord } from '../captions/timed-word';
import { ApiError, errorIn } from './api-error';
import { readSamples } from './pcm-samples';
import { readEvents } from './server-sent-events';
import type { SpeechPiece } from './speech-piece';

/** The API's events of speech; kinds that this client does not know are left out. */
type SpeechEvent =
  | { type: 'speech.audio.delta'; audio: string }
  | { type: 'speech.audio.words'; words: TimedWord[] }
  | { type: 'speech.audio.done' }
  | { type: 'other' };

/** The pieces of a stream of events with 16-bit PCM in them. Throws ApiError when it fails or has no end. */
export async function* readTimedSpeech(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<SpeechPiece, void, undefined> {
  let words: TimedWord[] = [];
  let done = false;
  async function* sound(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const data of readEvents(bytes)) {
      const payload: unknown = JSON.parse(data);
      const error = errorIn(payload);
      if (error) throw error;
      const event = payload as SpeechEvent;
      if (event.type === 'speech.audio.words') words.push(...event.words);
      if (event.type === 'speech.audio.delta') yield fromBase64(event.audio);
      done ||= event.type === 'speech.audio.done';
    }
    if (!done) throw new ApiError('The speech broke off before its end. Try again.');
  }
  for await (const samples of readSamples(sound())) {
    const own = words;
    words = [];
    yield { samples, words: own };
  }
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
