import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { ModelCard } from '../../../catalog/models';
import { chooseVoice } from '../../../catalog/voice-choice';
import { voicesOf } from '../../../catalog/voices';
import type { Core } from '../../../jobs/speak-job';
import { chooseModel } from '../../model-choice';
import { languageTag, readingFields, readingOf } from '../../reading';
import { check, FieldError, readJson } from '../../request-body';
import { jsonAnswer } from '../../route-answers';
import { z } from '../../zod';
import { errorBody } from '../openai/schema';
import { textField } from './text';

const path = '/v1/phonemize';

const phonemizeRequest = z.object({
  text: textField,
  model: z.string().default('espeak-ng').openapi({
    description: 'Whose symbols: IPA for `espeak-ng`, for `kokoro` those that it was taught.',
    example: 'kokoro',
  }),
  voice: z.string().nullish().openapi({
    description: 'A voice of the model. Left out, one that speaks the language.',
  }),
  language: languageTag.nullish().openapi({
    description:
      'BCP 47; `auto` finds the language of each sentence. Left out, it is that of the voice.',
    example: 'en-GB',
  }),
  dictionary: readingFields.dictionary,
});

const offset = z.int();
const phonemized = z.object({
  phonemes: z.string().openapi({ description: 'The symbols of the whole text.' }),
  words: z
    .array(z.object({ text: z.string(), phonemes: z.string(), from: offset, to: offset }))
    .openapi({
      description:
        'The words of the request’s text, with offsets in UTF-16 code units. What is said in several words (`$5`) is one.',
    }),
  language: z.string().openapi({ description: 'BCP 47; with `auto`, that of the first sentence.' }),
  time_ms: z.number(),
});

const phonemizeText = createRoute({
  method: 'post',
  path,
  operationId: 'phonemizeText',
  summary: 'The phonemes of a text',
  description: 'What the model would be told to say, markup, numbers and dictionaries included.',
  request: {
    body: { required: true, content: { 'application/json': { schema: phonemizeRequest } } },
  },
  responses: {
    200: jsonAnswer('The text in the model’s symbols.', phonemized),
    400: jsonAnswer('A value cannot be; the message says what may be there.', errorBody),
    404: jsonAnswer('No such model.', errorBody),
    429: jsonAnswer('Too many requests wait already.', errorBody),
    503: jsonAnswer('The model is on its way, or its hub cannot be reached.', errorBody),
  },
});

/** `POST /v1/phonemize`. */
export function mountPhonemize(app: OpenAPIHono, core: Core): void {
  app.openAPIRegistry.registerPath(phonemizeText);
  app.post(path, async ({ req, json }) => {
    const request = check(phonemizeRequest, await readJson(req.raw));
    const began = performance.now();
    const { text } = request;
    const model = chooseModel(request.model, 'speech');
    const language = request.language ?? undefined;
    const voice = request.voice ?? voiceFor(model, language);
    const [chosen] = chooseVoice(model, voice);
    const reading = readingOf({ language, dictionary: request.dictionary });
    const read = await core.phonemize({ model, text, voice, reading }, req.raw.signal);
    return json({
      phonemes: read.symbols,
      words: read.words.map(({ symbols, from, to }) => ({
        text: text.slice(from, to),
        phonemes: symbols,
        ...{ from, to },
      })),
      language: read.language ?? languageOf(model, chosen?.id ?? voice),
      time_ms: Math.round((performance.now() - began) * 10) / 10,
    });
  });
}

/** A voice that speaks a language, the model's usual one where it can. Throws FieldError when there is none. */
function voiceFor(model: ModelCard, language: string | undefined): string {
  const { defaultVoice } = model;
  if (language === undefined || language === 'auto') return defaultVoice;
  const voices = voicesOf(model);
  const usual = voices.filter(({ id }) => id === defaultVoice);
  const found =
    [...usual, ...voices].find((voice) => same(voice.language, language)) ??
    [...usual, ...voices].find((voice) => same(primary(voice.language), primary(language)));
  if (found) return found.id;
  const known = [...new Set(voices.map((voice) => voice.language))].join(', ');
  throw new FieldError(
    'value',
    `Invalid 'language': the model '${model.id}' speaks ${known}, but got '${language}' instead.`,
    'language',
  );
}

function languageOf(model: ModelCard, voice: string): string {
  const [id] = voice.split('+');
  return voicesOf(model).find((known) => known.id === id)?.language ?? 'en-US';
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function primary(language: string): string {
  return language.split('-')[0] ?? '';
}
