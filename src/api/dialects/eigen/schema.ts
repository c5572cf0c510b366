import { fileField, languageField } from '../../transcription/fields';
import { z } from '../../zod';

/** Eigen AI's models. */
export const listeningModel = 'whisper_v3_turbo';
export const otherModels = ['higgs2p5', 'chatterbox', 'qwen3-tts', 'higgs_asr_3'] as const;

/** Which of the contracts behind this address is meant. */
export const modelField = z.object({
  model: z.string().openapi({
    description: `\`${listeningModel}\`, or an id of \`GET /v1/models\` that transcribes.`,
    example: listeningModel,
  }),
});

/** Fields that Eigen AI doesn't have are ignored. */
export const transcriptionRequest = modelField
  .extend({
    file: fileField,
    language: languageField.default('en').openapi({
      type: 'string',
      default: 'en',
      description: 'ISO 639-1 code of what is said.',
    }),
    response_format: z.enum(['json', 'text']).default('json'),
  })
  .openapi('EigenTranscriptionRequest');

export const transcription = z.object({ text: z.string() }).openapi('EigenTranscription');

export const errorBody = z
  .object({
    detail: z.string(),
    error: z.object({ message: z.string(), code: z.string() }),
  })
  .openapi('EigenError');

export type ErrorBody = z.infer<typeof errorBody>;
