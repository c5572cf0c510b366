import { formats } from '../../../audio/formats';
import { chooseVoice } from '../../../catalog/voice-choice';
import type { SpeakJob } from '../../../jobs/speak-job';
import { answerRateOf, type SpeechDialect } from '../../dialect';
import { chooseModel } from '../../model-choice';
import { readingOf } from '../../reading';
import { check, FieldError } from '../../request-body';
import { eventHeaders, eventLines } from '../../server-sent-events';
import { servedBy, spokenBody, timedBody } from '../../spoken-answer';
import { describeError, refuse } from './errors';
import { speechEvents, type Granularity } from './events';
import { speechRequest, type SpeechRequest } from './schema';

/** OpenAI's contract. */
export const openAiSpeech: SpeechDialect = {
  async speak(body, core, signal) {
    const request = check(speechRequest, body);
    const { input, speed, stream_format, response_format: format } = request;
    const model = chooseModel(request.model, 'speech');
    const voice = typeof request.voice === 'string' ? request.voice : request.voice.id;
    chooseVoice(model, voice);
    if (stream_format === 'sse' && audioOnly.has(request.model.toLowerCase())) {
      throw new FieldError(
        'value',
        `The model '${request.model}' has no stream_format 'sse'. Use 'audio', or the model '${model.id}'.`,
        'stream_format',
      );
    }
    const granularity = granularityOf(request);
    const job: SpeakJob = {
      model,
      text: input,
      voice,
      speed,
      reading: readingOf(request.sotto, request),
      format,
      sampleRate: answerRateOf(format),
      header: stream_format === 'sse' ? 'open' : undefined,
      loudness: request.sotto?.loudness,
    };
    const spoken = await core.speak(job, signal);
    const headers = servedBy(spoken);
    if (stream_format === 'sse') {
      const body = timedBody(spoken, (audio) =>
        eventLines(speechEvents(audio, input, granularity), describeError),
      );
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

/** Throws FieldError where nothing in the answer could carry the times. */
function granularityOf({ timestamps, stream_format }: SpeechRequest): Granularity {
  const wanted = timestamps === true ? ['word'] : timestamps || [];
  if (wanted.length === 0) return undefined;
  if (stream_format === 'sse') return wanted.includes('phoneme') ? 'phoneme' : 'word';
  throw new FieldError(
    'value',
    "Invalid 'timestamps': they come as events. Ask for stream_format 'sse', or for POST /v1/audio/captions.",
    'timestamps',
  );
}
