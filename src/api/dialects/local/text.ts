import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { languageByScript } from '../../../text/language';
import { writeOut } from '../../../text/written-out';
import { languageTag } from '../../reading';
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
    description: 'BCP 47. Left out, the script of the text decides, and English where it is Latin.',
    example: 'en-GB',
  }),
});

const offset = z.number().int();
const normalized = z.object({
  text: z.string().openapi({ description: 'In words, as it will be said.' }),
  language: z.string(),
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
    const { text, language: wanted } = check(normalizeRequest, await readJson(context.req.raw));
    const began = performance.now();
    const language = wanted && wanted !== 'auto' ? wanted : languageByScript(text, 'en');
    const written = await writeOut(text, { language });
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
