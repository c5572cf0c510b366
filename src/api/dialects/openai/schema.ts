import { z } from '../../zod';
import { extensionField, inputField, longestInput, speedField } from '../../fields';
import { kokoroFastApiFields } from '../../reading';
import { formatNames } from '../../../audio/formats';
import { timedWord } from '../../timed-words';

/** https://platform.openai.com/docs/api-reference/audio/createSpeech; fields that it doesn't have are ignored. */
export const speechRequest = z
  .object({
    model: z.string().openapi({
      description: 'An id of `GET /v1/models`, e.g. `kokoro`, `espeak-ng`, or OpenAI’s `tts-1`.',
      example: 'kokoro',
    }),
    input: inputField,
    voice: z
      .union([z.string(), z.object({ id: z.string() })], {
        error: 'expected the name of a voice, or an object with its id',
      })
      .openapi({
        description:
          'A voice of `GET /v1/audio/voices`, one of OpenAI’s names, or a mix such as `af_bella(2)+af_sky(1)`.',
        example: 'alloy',
      }),
    instructions: z
      .string()
      .optional()
      .openapi({ description: 'Accepted and ignored: no model here takes instructions.' }),
    response_format: z.enum(formatNames).default('mp3').openapi({
      description:
        'pcm is 24 kHz, 16 bit, mono, without a header; opus is in Ogg, aac in ADTS. OpenAI has no m4a (AAC in MP4), ulaw and alaw (G.711, 8 kHz, without a header). All are sent while they are spoken, but wav and m4a, whose headers tell the length; with `stream_format` sse these too, with the length left open.',
    }),
    speed: speedField,
    stream_format: z
      .enum(['audio', 'sse'])
      .default('audio')
      .openapi({ description: 'sse is not there for `tts-1` and `tts-1-hd`.' }),
    timestamps: z
      .union([z.boolean(), z.array(z.enum(['word', 'phoneme']))], {
        error: "expected true, false, or a list of 'word' and 'phoneme'",
      })
      .default(false)
      .openapi({
        description:
          'Not in OpenAI’s contract. With `stream_format` sse: events `speech.audio.words` tell when each word is said; true is `["word"]`, and `phoneme` adds what it is said with.',
        example: ['word'],
      }),
    sotto: extensionField,
    ...kokoroFastApiFields,
  })
  .openapi('OpenAISpeechRequest');

export type SpeechRequest = z.infer<typeof speechRequest>;

export const errorBody = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .openapi('Error');

export type ErrorBody = z.infer<typeof errorBody>;

export const speechEvent = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('speech.audio.delta'),
      audio: z.string().openapi({ description: 'The next bytes of the file, as Base64.' }),
    }),
    z
      .object({ type: z.literal('speech.audio.words'), words: z.array(timedWord) })
      .openapi({ description: 'Only where `timestamps` are asked for; before the sound.' }),
    z.object({
      type: z.literal('speech.audio.done'),
      usage: z
        .object({
          input_tokens: z.int(),
          output_tokens: z.int(),
          total_tokens: z.int(),
        })
        .openapi({
          description: 'Nothing is billed: characters of the text, bytes of audio, and their sum.',
        }),
    }),
  ])
  .openapi('SpeechEvent');

export type SpeechEvent = z.infer<typeof speechEvent>;

const placement = z.object({
  device: z.enum(['webgpu', 'wasm']),
  precision: z.string(),
  reason: z.string(),
});

export const model = z
  .object({
    id: z.string(),
    object: z.literal('model'),
    created: z.int().openapi({ description: 'Unix seconds.' }),
    owned_by: z.string(),
    sotto: z
      .object({
        model: z.string().openapi({ description: 'The model that this id reaches.' }),
        name: z.string(),
        purpose: z.string(),
        kind: z.enum(['speech', 'transcription']),
        engine: z.string(),
        licence: z.string(),
        default_voice: z.string().optional().openapi({ description: 'Of models that speak.' }),
        sample_rate: z.int().openapi({ description: 'Hz of what it speaks or hears.' }),
        state: z.enum(['embedded', 'absent', 'downloading', 'stored', 'loaded']).openapi({
          description:
            'embedded: part of the app; absent: to be downloaded; stored: on this device; loaded: ready.',
        }),
        bytes: z.record(z.string(), z.int()).openapi({
          description: 'Size of the download for each precision; empty when embedded.',
        }),
        stored_bytes: z.int().openapi({
          description: 'On this device, an unfinished download included.',
        }),
        evicted: z.boolean().openapi({
          description: 'It was on this device, and the browser removed it to free space.',
        }),
        progress: z
          .object({
            phase: z.enum(['download', 'load']),
            loaded: z.number(),
            total: z.number().nullable(),
          })
          .nullable(),
        device: placement.shape.device.nullable(),
        precision: placement.shape.precision.nullable(),
        reason: placement.shape.reason
          .nullable()
          .openapi({ description: 'Why it runs on this device; null until it is loaded.' }),
        planned: placement.openapi({
          description: 'Where it would run if it were started now, and why.',
        }),
      })
      .openapi({ description: 'What OpenAI has no field for.' }),
  })
  .openapi('Model');

export const modelList = z
  .object({
    object: z.literal('list'),
    data: z.array(model),
    models: z
      .array(
        z.object({
          id: z.string(),
          model_id: z.string(),
          name: z.string(),
          description: z.string(),
          max_input_length: z
            .literal(longestInput)
            .optional()
            .openapi({ description: 'Characters, of models that speak.' }),
          sample_rate: z.int(),
        }),
      )
      .openapi({ description: 'The same models as KugelAudio’s clients read them.' }),
  })
  .openapi('ModelList');
