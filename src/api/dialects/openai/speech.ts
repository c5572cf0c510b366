import { encodeBase64 } from 'hono/utils/encode';
import { formats } from '../../../audio/formats';
import { chooseVoice } from '../../../catalog/voice-choice';
import type { SpeakJob } from '../../../jobs/speak-job';
import { answerRateOf, type SpeechDialect } from '../../dialect';
import { chooseModel } from '../../model-choice';
import { check, FieldError } from '../../request-body';
import { eventHeaders, eventLines } from '../../server-sent-events';
import { servedBy, spokenBody, type Bytes } from '../../spoken-answer';
import { describeError, refuse } from './errors';
import { speechRequest, type SpeechEvent } from './schema';

/** OpenAI's contract. */
export const openAiSpeech: SpeechDialect = {
  async speak(body, core, signal) {
    const request = check(speechRequest, body);
    const { input, speed, stream_format, response_format: format } = request;
    const model = chooseModel(request.model);
    const voice = typeof request.voice === 'string' ? request.voice : request.voice.id;
    chooseVoice(model, voice);
    if (stream_format === 'sse' && audioOnly.has(request.model.toLowerCase())) {
      throw new FieldError(
        'value',
        `The model '${request.model}' has no stream_format 'sse'. Use 'audio', or the model '${model.id}'.`,
        'stream_format',
      );
    }
    const job: SpeakJob = {
      model,
      text: input,
      voice,
      speed,
      format,
      sampleRate: answerRateOf(format),
      header: stream_format === 'sse' ? 'open' : undefined,
      loudness: request.sotto?.loudness,
    };
    const spoken = await core.speak(job, signal);
    const headers = servedBy(spoken);
    if (stream_format === 'sse') {
      const body = spokenBody(spoken, (audio) => eventLines(events(audio, input), describeError));
      return new Response(body, { headers: { ...headers, ...eventHeaders } });
    }
    return new Response(
      spokenBody(spoken, (audio) => audio),
      { headers: { ...headers, 'content-type': formats[format].contentType } },
    );
  },

  refuse,
};

/** The models that OpenAI serves without events. */
const audioOnly = new Set(['tts-1', 'tts-1-hd']);

async function* events(audio: Bytes, input: string): AsyncGenerator<SpeechEvent, void, undefined> {
  let sent = 0;
  for await (const bytes of audio) {
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
