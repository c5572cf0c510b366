import { z } from '../zod';

const seconds = z.number().openapi({ description: 'Seconds from the start of the recording.' });

const channel = z.int().optional().openapi({
  description: 'Not in the contract. From 0, where `sotto[channels]` is `separate`.',
});

export const transcribedWord = z
  .object({
    word: z.string().openapi({ description: 'Without the space in front.' }),
    start: seconds,
    end: seconds,
    channel,
  })
  .openapi('TranscribedWord');

export const transcribedSegment = z
  .object({
    id: z.int(),
    seek: z.int().openapi({ description: 'Its start, in hundredths of a second.' }),
    start: seconds,
    end: seconds,
    text: z.string(),
    tokens: z.array(z.int()),
    temperature: z.number(),
    avg_logprob: z.number(),
    compression_ratio: z.number(),
    no_speech_prob: z.number(),
    channel,
    words: z
      .array(transcribedWord.extend({ probability: z.number() }))
      .optional()
      .openapi({ description: 'Not in the contract. Where `sotto[word_times]` asks.' }),
  })
  .openapi('TranscribedSegment');

export const logprob = z
  .object({ token: z.string(), logprob: z.number(), bytes: z.array(z.int()) })
  .openapi('TranscriptionLogprob', {
    description: 'Of a word: the model tells one probability for each.',
  });

const usage = z
  .object({ type: z.literal('duration'), seconds: z.number() })
  .openapi({ description: 'Nothing is billed: the whole seconds of the recording.' });

/** OpenAI's streams tell no other kind. */
const tokenUsage = z
  .object({
    type: z.literal('tokens'),
    input_tokens: z.int(),
    output_tokens: z.int(),
    total_tokens: z.int(),
    input_token_details: z.object({ audio_tokens: z.int(), text_tokens: z.int() }),
  })
  .openapi({
    description:
      'Nothing is billed: 50 for each second of the recording, as Whisper hears it, and the tokens that were written.',
  });

export const transcriptionBody = z
  .object({
    text: z.string(),
    logprobs: z.array(logprob).optional().openapi({ description: 'Where `include[]` asks.' }),
    usage,
  })
  .openapi('Transcription');

export const verboseBody = z
  .object({
    task: z.enum(['transcribe', 'translate']),
    language: z.string().openapi({
      description:
        'The English name of the language in small letters; its code where the model is asked for in PolarGrid’s words.',
    }),
    duration: z.number().openapi({ description: 'Seconds of the recording.' }),
    text: z.string(),
    segments: z.array(transcribedSegment).optional(),
    words: z.array(transcribedWord).optional(),
    usage,
    sotto: z
      .object({
        language: z.string().openapi({ description: 'Code of the language that is spoken.' }),
        language_probability: z.number(),
        interpolated: z.boolean().openapi({
          description: 'Times of words are shares of their segments’: the model tells no others.',
        }),
      })
      .optional()
      .openapi({ description: 'What OpenAI has no field for; left out when nothing was said.' }),
  })
  .openapi('VerboseTranscription');

export const transcriptionEvent = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('transcript.text.delta'),
      delta: z.string().openapi({ description: 'The next text; it is never taken back.' }),
      logprobs: z.array(logprob).optional(),
    }),
    z
      .object({
        type: z.literal('transcript.text.segment'),
        id: z.string(),
        start: seconds,
        end: seconds,
        text: z.string(),
        words: transcribedSegment.shape.words,
      })
      .openapi({ description: 'With `verbose_json`: the text of the delta before it, and when.' }),
    z
      .object({ type: z.literal('transcript.text.partial'), text: z.string() })
      .openapi({ description: 'With `verbose_json`: what the next deltas will say about.' }),
    z
      .object({
        type: z.literal('transcript.language'),
        language: z.string(),
        probability: z.number(),
      })
      .openapi({ description: 'With `verbose_json`: the code of the language, once.' }),
    z
      .object({
        type: z.literal('transcript.progress'),
        done: z.number(),
        total: z.number().nullable(),
      })
      .openapi({ description: 'With `verbose_json`: seconds of the recording.' }),
    z
      .object({ type: z.literal('transcript.text.done'), ...transcriptionBody.shape })
      .extend({ usage: tokenUsage })
      .extend(verboseBody.omit({ text: true, usage: true }).partial().shape)
      .openapi({ description: 'The last one; with `verbose_json` it has all of that.' }),
  ])
  .openapi('TranscriptionEvent');

export type TranscribedSegment = z.infer<typeof transcribedSegment>;
export type TranscribedWord = z.infer<typeof transcribedWord>;
export type Logprob = z.infer<typeof logprob>;
export type TokenUsage = z.infer<typeof tokenUsage>;
export type TranscriptionBody = z.infer<typeof transcriptionBody>;
export type VerboseBody = z.infer<typeof verboseBody>;
export type TranscriptionEvent = z.infer<typeof transcriptionEvent>;
