import { readingFields } from './reading';
import { z } from './zod';

/** Characters (UTF-16) that one request may have: about two hours of speech. */
export const longestInput = 100_000;

/** The text of a speech request. */
export const inputField = z
  .string()
  .max(longestInput, `expected at most ${longestInput} characters`)
  .regex(/\S/, 'expected a text that is not blank')
  .openapi({ description: 'The text to speak.' });

const speedRange = 'expected a number from 0.25 to 4';

/** The tempo of a speech request; 1 is the voice's own. */
export const speedField = z
  .number()
  .min(0.25, speedRange)
  .max(4, speedRange)
  .default(1)
  .openapi({ description: 'Tempo: 0.25 to 4, 1 is the voice’s own.' });

const loudnessRange = 'expected a number of LUFS from -40 to -10';

/** What no vendor's contract has a field for. */
export const extensionField = z
  .object({
    loudness: z.number().min(-40, loudnessRange).max(-10, loudnessRange).optional().openapi({
      description:
        'Brings the speech to this loudness (ITU-R BS.1770-4, in LUFS); -23 is that of EBU R 128. Left out, it is as loud as the model made it.',
      example: -23,
    }),
    ...readingFields,
  })
  .optional();
