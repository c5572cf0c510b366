import { formats, type AudioFormat } from '../../../audio/formats';
import { asSpeechError, SpeechError } from '../../../base/errors';
import type { ModelCard } from '../../../catalog/models';
import { chooseVoice } from '../../../catalog/voice-choice';
import type { Spoken } from '../../../jobs/speak-job';
import { answerRate, type SpeechDialect } from '../../dialect';
import { chooseModel } from '../../model-choice';
import { readingOf } from '../../reading';
import { check, FieldError } from '../../request-body';
import { bytesOf, servedBy, spokenBody, type Bytes } from '../../spoken-answer';
import { refuse } from './errors';
import { polarGridModels, speechRequest } from './schema';

/** PolarGrid's contract. */
export const polarGridSpeech: SpeechDialect = {
  async speak(body, core, signal) {
    const request = check(speechRequest, body);
    const { input, voice, response_format: format, stream, speed } = request;
    if (request.model === 'tada-3b-ml') {
      throw new SpeechError(
        'model_not_loaded',
        "Model not loaded: 'tada-3b-ml' clones voices, which is not possible here yet. Use 'kokoro-82m'.",
        { param: 'model' },
      );
    }
    checkFormat(format, stream);
    const model = chooseModel(request.model, 'speech');
    checkVoice(model, voice);
    const loudness = request.sotto?.loudness;
    const reading = readingOf(request.sotto);
    const text = input;
    const job = { model, text, voice, speed, reading, format, sampleRate: answerRate, loudness };
    const spoken = await core.speak(job, signal);
    return stream ? streamed(spoken, format) : whole(spoken, format);
  },

  refuse,
};

/** Whether a body of any shape asks for one of PolarGrid's models. */
export function isPolarGrid(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const model: unknown = Reflect.get(body, 'model');
  return typeof model === 'string' && polarGridModels.some((id) => id === model.toLowerCase());
}

/** `pcm` alone comes both ways. */
function checkFormat(format: AudioFormat, stream: boolean): void {
  const allowed = stream ? ['pcm', 'opus'] : ['pcm', 'wav', 'mp3'];
  if (allowed.includes(format)) return;
  const message = stream
    ? `The format '${format}' cannot be streamed. Use pcm or opus, or leave 'stream' out.`
    : `The format '${format}' is only there as a stream. Use pcm, wav or mp3, or add 'stream': true.`;
  throw new FieldError('value', message, 'response_format');
}

/** To PolarGrid a voice is a matter of the synthesis, so that any that fails is `unknown_voice`. */
function checkVoice(model: ModelCard, voice: string): void {
  try {
    chooseVoice(model, voice);
  } catch (error) {
    throw new SpeechError('unknown_voice', asSpeechError(error).message, { param: 'voice' });
  }
}

function streamed(spoken: Spoken, format: AudioFormat): Response {
  return new Response(spokenBody(spoken, neverEmpty), {
    headers: {
      ...servedBy(spoken),
      'content-type': formats[format].contentType,
      'x-polargrid-stream': '1',
      'x-polargrid-sample-rate': String(answerRate),
    },
  });
}

async function whole(spoken: Spoken, format: AudioFormat): Promise<Response> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const bytes of neverEmpty(bytesOf(spoken.audio))) parts.push(bytes);
  const { contentType } = formats[format];
  const body = new Blob(parts, { type: contentType });
  return new Response(body, {
    headers: {
      ...servedBy(spoken),
      'content-type': contentType,
      'content-length': String(body.size),
    },
  });
}

/** PolarGrid promises that no success is empty. */
async function* neverEmpty(audio: Bytes): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let total = 0;
  for await (const bytes of audio) {
    total += bytes.length;
    yield bytes;
  }
  if (total > 0) return;
  throw new SpeechError('engine_failed', 'There is nothing in this text that can be spoken.');
}
