import { z } from '../../zod';
import { extensionField, inputField, speedField } from '../../fields';

/** PolarGrid's models; every other id is asked for in OpenAI's words. */
export const polarGridModels = ['kokoro-82m', 'tada-3b-ml'] as const;

/** Fields that PolarGrid doesn't have are ignored. */
export const speechRequest = z
  .object({
    model: z.enum(polarGridModels),
    input: inputField,
    voice: z
      .string()
      .min(1, 'expected the name of a voice')
      .openapi({ description: 'A preset voice of `kokoro-82m`.', example: 'af_bella' }),
    voice_transcript: z.string().optional().openapi({ description: 'For `tada-3b-ml` only.' }),
    language: z.string().optional().openapi({ description: 'For `tada-3b-ml` only.' }),
    response_format: z.enum(['pcm', 'wav', 'mp3', 'opus']).default('pcm').openapi({
      description:
        'pcm is 24 kHz, 16 bit, mono. With `stream`: pcm or opus; without: all but opus.',
    }),
    stream: z.boolean().default(false),
    speed: speedField,
    sotto: extensionField,
  })
  .openapi('PolarGridSpeechRequest');

export const errorBody = z
  .object({
    detail: z.string(),
    error: z.object({ message: z.string(), type: z.string(), code: z.string() }),
  })
  .openapi('PolarGridError');

export type ErrorBody = z.infer<typeof errorBody>;
