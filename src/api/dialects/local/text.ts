import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { createDictionary } from '../../../text/dictionary';
import { languageByScript } from '../../../text/language';
import { writeOut } from '../../../text/written-out';
import { languageTag, readingFields, readingOf } from '../../reading';
import { check, readJson } from '../../request-body';
import { jsonAnswer } from '../../route-answers';
import { z } from '../../zod';
import { errorBody } from '../openai/schema';

const path = '/v1/normalize';
const longestText = 10_000;

/** A text that is looked at, and not spoken. */
export const textField = z
  .string()
  .max(longestText, `expected at most ${longestText} characters`)
  .regex(/\S/, 'expected a text that is not blank');

const normalizeRequest = z.object({
  text: textField,
  language: languageTag.nullish().openapi({
    description:
      'BCP 47; `auto` finds the language of each sentence. Left out, the script of the text decides, and English where it is Latin.',
    example: 'en-GB',
  }),
  markup: readingFields.markup,
  normalize: readingFields.normalize,
  dictionary: readingFields.dictionary.openapi({
    description: 'How some words are said; one that has IPA stands in the answer as it is written.',
    example: [{ word: 'Nginx', replacement: 'engine x' }],
  }),
  emoji: readingFields.emoji,
});

const offset = z.number().int();
const normalized = z.object({
  text: z.string().openapi({ description: 'In words, as it will be said.' }),
  language: z
    .string()
    .openapi({ description: 'BCP 47; with `auto`, that of the script of the text.' }),
  time_ms: z.number(),
  spans: z
    .array(z.object({ from: offset, to: offset, source_from: offset, source_to: offset }))
    .openapi({
      description:
        'The parts of `text` that are written in another way than in the request, and what they stand for there; offsets in UTF-16 code units.',
    }),
});

const normalizeText = createRoute({
  method: 'post',
  path,
  operationId: 'normalizeText',
  summary: 'Write a text out as it will be said',
  description: 'Takes the options of reading that the `sotto` object of a speech request has.',
  request: {
    body: { required: true, content: { 'application/json': { schema: normalizeRequest } } },
  },
  responses: {
    200: jsonAnswer('The text in words.', normalized),
    400: jsonAnswer('A value cannot be; the message says what may be there.', errorBody),
  },
});

/** `POST /v1/normalize`. */
export function mountText(app: OpenAPIHono): void {
  app.openAPIRegistry.registerPath(normalizeText);
  app.post(path, async (context) => {
    const request = check(normalizeRequest, await readJson(context.req.raw));
    const { text, language: wanted } = request;
    const began = performance.now();
    const language = wanted && wanted !== 'auto' ? wanted : languageByScript(text, 'en');
    const { dictionary = [], ...reading } = readingOf({ ...request, language }) ?? {};
    const written = await writeOut(text, {
      ...reading,
      language,
      detect: wanted === 'auto' ? {} : undefined,
      dictionary: createDictionary(dictionary),
    });
    return context.json({
      text: written.text,
      language,
      time_ms: Math.round((performance.now() - began) * 10) / 10,
      spans: written.spans.map(({ from, to, source }) => ({
        ...{ from, to },
        source_from: source.from,
        source_to: source.to,
      })),
    });
  });
}
