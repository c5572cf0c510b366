import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { cuesOf, type Cue } from '../captions/cues';
import { subtitles } from '../captions/subtitles';
import { SpeechError } from '../base/errors';
import type { ModelCard } from '../catalog/models';
import { chooseVoice } from '../catalog/voice-choice';
import type { SpokenWord } from '../engines/engine';
import type { Core, Spoken } from '../jobs/speak-job';
import { refuse } from './dialects/openai/errors';
import { errorBody, speechRequest } from './dialects/openai/schema';
import { chooseModel } from './model-choice';
import { readingOf } from './reading';
import { check, readJson } from './request-body';
import { jsonAnswer } from './route-answers';
import { servedBy } from './spoken-answer';
import { timedWord, timedWords } from './timed-words';
import { z } from './zod';

const { model, input, voice, speed, sotto, lang_code, normalization_options } = speechRequest.shape;

const captionsRequest = z
  .object({
    model,
    input,
    voice,
    speed,
    sotto,
    lang_code,
    normalization_options,
    response_format: z.enum(['json', 'srt', 'vtt']).default('json'),
  })
  .openapi('CaptionsRequest');

const captionsBody = z
  .object({
    text: z.string().openapi({ description: 'The `input`.' }),
    duration: z.number().openapi({ description: 'Seconds of the speech.' }),
    segments: z
      .array(
        timedWord.omit({ word: true, phonemes: true }).extend({ id: z.int(), text: z.string() }),
      )
      .openapi({ description: 'The captions; a line break parts their lines.' }),
    words: z.array(timedWord),
  })
  .openapi('Captions');

type CaptionsBody = z.infer<typeof captionsBody>;

const contentTypes = {
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
} as const;

const captions = createRoute({
  method: 'post',
  path: '/v1/audio/captions',
  operationId: 'createCaptions',
  summary: 'The captions of a text that is spoken',
  description:
    'The times are those of `/v1/audio/speech` for the same model, input, voice, speed and reading: the text is spoken anew, and the sound dropped. At most two lines of 42 columns, 1 to 7 s, cut where sentences and clauses end; the text is that of `input`, without its markup.',
  request: {
    body: { required: true, content: { 'application/json': { schema: captionsRequest } } },
  },
  responses: {
    200: {
      description: 'The captions, when the whole text was spoken.',
      content: {
        'application/json': { schema: captionsBody },
        [contentTypes.srt]: { schema: z.string() },
        [contentTypes.vtt]: { schema: z.string() },
      },
    },
    400: jsonAnswer(
      'A field is missing or wrong, or the model tells no times; the message says which.',
      errorBody,
    ),
    404: jsonAnswer('No such model.', errorBody),
    429: jsonAnswer('Too many requests wait already.', errorBody),
    503: jsonAnswer('The model is on its way, or its hub cannot be reached.', errorBody),
  },
});

/** `POST /v1/audio/captions`. */
export function mountCaptions(app: OpenAPIHono, core: Core): void {
  app.openAPIRegistry.registerPath(captions);
  app.post(captions.path, async ({ req }) => {
    try {
      return await answer(await readJson(req.raw), core, req.raw.signal);
    } catch (reason) {
      return refuse(reason);
    }
  });
}

async function answer(body: unknown, core: Core, signal: AbortSignal): Promise<Response> {
  const request = check(captionsRequest, body);
  const card = chooseModel(request.model, 'speech');
  const voiceName = typeof request.voice === 'string' ? request.voice : request.voice.id;
  chooseVoice(card, voiceName);
  const { sampleRate } = card;
  const reading = readingOf(request.sotto, request);
  const spoken = await core.speak(
    {
      model: card,
      text: request.input,
      voice: voiceName,
      speed: request.speed,
      reading,
      format: 'pcm',
      sampleRate,
    },
    signal,
  );
  const { words, bytes } = await listen(spoken);
  if (words.length === 0) refuseUntimed(request.input, card);
  const headers = servedBy(spoken);
  const { response_format: format } = request;
  const cues = cuesOf(request.input, words, reading?.markup);
  if (format === 'json') {
    const duration = bytes / 2 / sampleRate;
    return Response.json({ duration, ...described(request.input, words, cues) }, { headers });
  }
  return new Response(subtitles(format, cues), {
    headers: { ...headers, 'content-type': contentTypes[format] },
  });
}

function described(
  text: string,
  words: readonly SpokenWord[],
  cues: readonly Cue[],
): Omit<CaptionsBody, 'duration'> {
  const segments = timedWords(text, cues, { phonemes: false }).map(({ word: _, ...times }, id) => ({
    id,
    ...times,
    text: cues[id]?.lines.join('\n') ?? '',
  }));
  return { text, segments, words: timedWords(text, words, { phonemes: false }) };
}

async function listen({ audio }: Spoken): Promise<{ words: SpokenWord[]; bytes: number }> {
  const heard = { words: [] as SpokenWord[], bytes: 0 };
  for await (const piece of audio) {
    heard.words.push(...piece.words);
    heard.bytes += piece.bytes.length;
  }
  return heard;
}

/** Where a model told no times, though there was something to say. */
function refuseUntimed(input: string, { id }: ModelCard): void {
  if (!/[\p{L}\p{N}]/u.test(input)) return;
  throw new SpeechError(
    'unsupported',
    `The model '${id}' told no times of its words, so that there are no captions. Use 'espeak-ng', or a model with times.`,
    { param: 'model' },
  );
}
