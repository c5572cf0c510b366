import { z } from '../../zod';

export const verdict = z
  .object({
    model: z.string(),
    precision: z.string(),
    adapter: z.string().openapi({ description: 'All that the browser tells of the card.' }),
    browser: z.string(),
    runtime: z.string().openapi({ description: 'Version of what computes the model.' }),
    agrees: z.boolean().openapi({
      description: 'Whether the graphics card computes what the processor does.',
    }),
    finding: z.string().openapi({ description: 'In words.' }),
    figures: z.record(z.string(), z.number()).openapi({
      description:
        'distance: mean log-mel distance, nepers of power; worst: the same of the worst tenth of a second; frames: the most that a token differs by; drift: frames that the whole differs by; unrest: distance from run to run on the card; ownUnrest: the same on the processor. Empty when the card was obviously wrong.',
    }),
    date: z.int().openapi({ description: 'Unix milliseconds.' }),
  })
  .openapi('Verdict');

const gpu = z
  .object({
    name: z.string(),
    software: z.boolean().openapi({
      description: 'It is a program that computes on the processor.',
    }),
    features: z
      .array(z.string())
      .openapi({ description: 'WebGPU’s names.', example: ['shader-f16'] }),
    limits: z.record(z.string(), z.number()).openapi({ description: 'Under WebGPU’s names.' }),
    failures: z.int().openapi({ description: 'At work, in the last seven days.' }),
  })
  .openapi('GraphicsCard');

export const health = z
  .object({
    status: z.literal('healthy'),
    sotto: z.object({
      loaded: z.array(z.string()).openapi({ description: 'The models that can speak at once.' }),
      waiting: z.int().openapi({ description: 'Requests that wait for their first sound.' }),
      speaking: z.int().openapi({ description: 'Answers that are being spoken.' }),
      browser: z.string().openapi({ description: 'Name and version of the browser’s engine.' }),
      hardware_concurrency: z.int().openapi({ description: 'Logical processors.' }),
      threads: z.int().openapi({ description: 'With which a model computes on the processor.' }),
      cross_origin_isolated: z
        .boolean()
        .openapi({ description: 'Without it there is one thread.' }),
      device_memory: z.number().nullable().openapi({
        description: 'GiB as the browser tells it, rounded; null when it does not.',
      }),
      device: z.enum(['auto', 'webgpu', 'wasm']).openapi({ description: 'As in the settings.' }),
      gpu: gpu.nullable().openapi({ description: 'null when the browser offers none.' }),
      verdicts: z.array(verdict).openapi({ description: 'What checks of graphics cards found.' }),
      storage: z.object({
        usage: z.number().nullable().openapi({ description: 'Bytes; null when unknown.' }),
        quota: z.number().nullable().openapi({ description: 'Bytes; null when unknown.' }),
        persisted: z.boolean().nullable().openapi({
          description: 'Whether the browser keeps models when room runs short; null when unknown.',
        }),
      }),
    }),
  })
  .openapi('Health');
