import { z } from '../zod';
import { whisperLanguage } from './languages';

/** What an answer can come in. */
export const transcriptFormats = ['json', 'text', 'srt', 'verbose_json', 'vtt'] as const;

export type TranscriptFormat = (typeof transcriptFormats)[number];

/** Of a form or a query, where all is text. */
export const flag = z
  .stringbool({ truthy: ['true', '1'], falsy: ['false', '0'], error: "expected 'true' or 'false'" })
  .openapi({ type: 'boolean' });

const temperatureRange = 'expected a number from 0 to 1';

export const fileField = z
  .custom<Blob>((value) => value instanceof Blob, {
    error: 'expected a file, in a part that has a filename',
    abort: true,
  })
  .openapi({
    type: 'string',
    format: 'binary',
    description:
      'A recording in any audio or video format that the browser or the app reads, e.g. flac, m4a, mp3, mp4, ogg, wav, webm; its name does not matter. At most 2 GB, where the hosted API takes 25 MB.',
  });

export const modelField = z.string().openapi({
  description: 'An id of `GET /v1/models` that transcribes, e.g. `whisper-base`, or `whisper-1`.',
  example: 'whisper-1',
});

export const languageField = z
  .string()
  .transform((code, context) => {
    const known = whisperLanguage(code);
    if (known !== undefined) return known;
    context.addIssue({
      code: 'custom',
      message: 'expected the ISO 639-1 code of a language that Whisper knows',
    });
    return z.NEVER;
  })
  .openapi({
    type: 'string',
    description: 'ISO 639-1 code of what is said; found out where it is left out.',
    example: 'en',
  });

/** Characters of a prompt that reach the model, which hears its last two hundred words or so. */
const longestPrompt = 4000;

export const promptField = z
  .string()
  .transform((text) => text.slice(-longestPrompt))
  .default('')
  .openapi({
    type: 'string',
    description:
      'What was said before, or how words are spelled, in the language of the recording; its end counts.',
  });

export const temperatureField = z
  .string()
  .regex(/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i, {
    error: 'expected a number from 0 to 1',
    abort: true,
  })
  .transform(Number)
  .pipe(z.number().min(0, temperatureRange).max(1, temperatureRange))
  .default(0)
  .openapi({
    type: 'number',
    default: 0,
    minimum: 0,
    maximum: 1,
    description: '0 to 1; it rises by itself where the text is doubtful.',
  });
