import type { Clip } from '../../engines/engine';
import type { TranscribeJob } from '../../jobs/transcribe-job';
import { FieldError } from '../request-body';
import { z } from '../zod';
import { flag } from './fields';

/** On unless told. */
const guard = (description: string) =>
  z
    .union([z.boolean(), flag], { error: "expected 'true' or 'false'" })
    .default(true)
    .openapi({ type: 'boolean', default: true, description });

/** What no vendor's contract has a field for: sent as `sotto[seed]` and so on, or as one field of JSON. */
export const extensionField = z
  .preprocess(
    asJson,
    z
      .object({
        channels: z.enum(['mixed', 'separate']).default('mixed').openapi({
          description:
            '`separate`: each channel is written down for itself, and segments and words tell their `channel`; not with `stream`.',
        }),
        voice_activity: guard('Only what sounds like speech is heard.'),
        loop_guard: guard('What a model says over and over is said once.'),
        silence_guard: guard('What a model makes up where nobody speaks is left out.'),
        seed: z
          .union(
            [
              z.number(),
              z
                .string()
                .regex(/^\d{1,10}$/)
                .transform(Number),
            ],
            {
              error: 'expected a whole number from 0 to 4294967295',
            },
          )
          .pipe(z.int().min(0).max(0xffff_ffff, 'expected a number up to 4294967295'))
          .default(0)
          .openapi({
            type: 'integer',
            description: 'For what is chosen by chance, at temperatures above 0.',
          }),
        word_times: z
          .union([z.boolean(), flag], { error: "expected 'true' or 'false'" })
          .default(false)
          .openapi({
            type: 'boolean',
            description:
              'With `verbose_json`: each segment has its words with their times and probabilities.',
          }),
      })
      .optional(),
  )
  .openapi({ type: 'object', description: 'Not in the contract.' });

export type Extension = z.output<typeof extensionField>;

function asJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    // What was expected in its place is told by the schema.
    return value;
  }
}

/** What of a job the extension decides. */
export function extended(sotto: Extension): Pick<TranscribeJob, 'seed' | 'guards' | 'channels'> {
  const guards: NonNullable<Clip['guards']> = {
    voiceActivity: sotto?.voice_activity ?? true,
    loops: sotto?.loop_guard ?? true,
    silence: sotto?.silence_guard ?? true,
  };
  return { seed: sotto?.seed ?? 0, guards, channels: sotto?.channels ?? 'mixed' };
}

/** Throws FieldError for channels that would have to be told one after the other. */
export function checkChannels(sotto: Extension, stream: boolean): void {
  if (!stream || sotto?.channels !== 'separate') return;
  throw new FieldError(
    'value',
    "Invalid 'sotto.channels': 'separate' channels are not streamed. Leave 'stream' out.",
    'sotto.channels',
  );
}
