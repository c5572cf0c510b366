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
import { transcriptionBody, verboseBody } from '../../transcription/schema';
import { z } from '../../zod';
import { errorBody } from './schema';

/** PolarGrid's models that listen. */
export const listeningModels = ['whisper-large-v3-turbo', 'cohere-transcribe-03-2026'] as const;

/** What is not the file: in the query of newer clients, in the form of older ones. */
export const options = z.object({
  model: modelField.openapi({ example: 'whisper-large-v3-turbo' }),
  language: languageField.optional(),
  prompt: promptField,
  response_format: z.enum(transcriptFormats).default('json'),
  temperature: temperatureField,
  timestamp_granularities: z.array(z.enum(['word', 'segment'])).default(['segment']),
  punctuation: flag.default(true).openapi({
    default: true,
    description: 'false leaves out the signs around words.',
  }),
  sotto: extensionField,
  stream: flag
    .default(false)
    .openapi({ default: false, description: 'Answers with events; not with `sync`.' }),
  sync: flag.default(false).openapi({
    default: false,
    description: 'Answers with the transcript. Without both: with a job to poll.',
  }),
});

export const transcriptionRequest = options.extend({ file: fileField });

export type TranscriptionRequest = z.infer<typeof transcriptionRequest>;

export const transcriptionJob = z
  .object({
    job_id: z.string().openapi({ example: 'job_transcription_0b8e…' }),
    status: z.enum(['queued', 'processing', 'completed', 'failed', 'cancelled']),
    poll_url: z.string().openapi({ description: 'Path to ask again at, with GET.' }),
    result: z
      .union([transcriptionBody, verboseBody, z.string()])
      .optional()
      .openapi({ description: 'When completed; text for `text`, `srt` and `vtt`.' }),
    ...errorBody.partial().shape,
    sotto: z
      .object({ note: z.string() })
      .optional()
      .openapi({ description: 'Only of a job that is lost when the page is closed: why.' }),
  })
  .openapi('PolarGridTranscriptionJob');

export type TranscriptionJob = z.infer<typeof transcriptionJob>;
