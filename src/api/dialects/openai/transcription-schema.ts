import { extensionField } from '../../transcription/extension';
import {
  fileField,
  flag,
  languageField,
  modelField,
  promptField,
  temperatureField,
  transcriptFormats,
} from '../../transcription/fields';
import { z } from '../../zod';

/** Known to OpenAI only. */
const formatField = z.enum([...transcriptFormats, 'diarized_json']).default('json');

const granularities = z
  .array(z.enum(['word', 'segment']))
  .default(['segment'])
  .openapi({
    description:
      'Sent as `timestamp_granularities[]`; `word` only with `verbose_json`, and without effect on the models `gpt-…`, which have no such format.',
  });

const number = z.union([z.number(), z.string().regex(/^\d*\.?\d+$/)]).transform(Number);

const serverVad = z.object({
  type: z.literal('server_vad'),
  prefix_padding_ms: number.optional(),
  silence_duration_ms: number.optional(),
  threshold: number.pipe(z.number().max(1, 'expected a number from 0 to 1')).optional(),
});

/** A client may send the object as fields in brackets, or as JSON. */
const chunkingStrategy = z
  .union([z.literal('auto'), serverVad, z.string().transform(parsed).pipe(serverVad)], {
    error: "expected 'auto' or an object with the type 'server_vad'",
  })
  .optional()
  .openapi({
    type: 'string',
    description:
      '`auto`, or OpenAI’s object. Checked and otherwise ignored: the model’s own detection of voices cuts the recording.',
  });

function parsed(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is wrong with it is told by the union.
    context.addIssue({ code: 'custom', message: 'expected JSON' });
    return z.NEVER;
  }
}

const shared = {
  file: fileField,
  model: modelField,
  prompt: promptField,
  response_format: formatField,
  temperature: temperatureField,
  timestamp_granularities: granularities,
  sotto: extensionField,
  stream: flag.default(false).openapi({
    default: false,
    description:
      'Ignored for `whisper-1`, and refused for `srt` and `vtt`. With `verbose_json`, which OpenAI does not stream, there are events with times and the progress too.',
  }),
};

/** https://platform.openai.com/docs/api-reference/audio/createTranscription; fields that it doesn't have are ignored. */
export const transcriptionRequest = z
  .object({
    ...shared,
    language: languageField.optional(),
    languages: z.array(languageField).max(20).optional().openapi({
      description:
        'Sent as `languages[]`: one is as `language`; of several, any language is found out.',
    }),
    keywords: z.array(z.string()).max(100).default([]).openapi({
      description: 'Sent as `keywords[]`; they go before the prompt.',
    }),
    include: z
      .array(z.enum(['logprobs']))
      .default([])
      .openapi({ description: 'Sent as `include[]`; only with `json`. One for each word.' }),
    chunking_strategy: chunkingStrategy,
    known_speaker_names: z.array(z.string()).optional().openapi({
      description: 'Refused: nothing here tells speakers apart.',
    }),
    known_speaker_references: z.array(z.string()).optional().openapi({ description: 'Refused.' }),
  })
  .openapi('OpenAITranscriptionRequest');

/** https://platform.openai.com/docs/api-reference/audio/createTranslation; times and streams are not in it. */
export const translationRequest = z.object(shared).openapi('OpenAITranslationRequest');

export type TranscriptionRequest = z.infer<typeof transcriptionRequest>;
export type TranslationRequest = z.infer<typeof translationRequest>;
