import { leastBudget } from '../../../jobs/memory-budget';
import { z } from '../../zod';

export const voiceList = z
  .object({
    voices: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        language: z.string().openapi({ description: 'BCP 47.' }),
        gender: z.enum(['female', 'male', 'neutral']),
        model: z.string(),
      }),
    ),
  })
  .openapi('VoiceList');

export const settings = z
  .object({
    hub: z.string().openapi({
      description: 'Base URL of the hub that models are downloaded from.',
      example: 'https://huggingface.co',
    }),
    hubPath: z.string().openapi({
      description:
        'Where the hub has a file: a template that starts with `{hub}/` or is a URL itself, with `{repo}` and `{path}` in it, and `{revision}` where the hub has revisions.',
      example: '{hub}/{repo}/resolve/{revision}/{path}',
    }),
    memoryBudget: within(leastBudget, 65_536).openapi({
      description:
        'MB for all loaded models. Beyond it, models that nobody needs are unloaded; those at work, and a single model, may exceed it.',
    }),
    idleMinutes: within(1, 1440).openapi({
      description: 'Minutes after which a model that nobody asks is unloaded.',
    }),
    device: z.enum(['auto', 'webgpu', 'wasm']).openapi({
      description:
        'Where models run from their next start on. auto: what suits the model, the browser and the machine; webgpu: the graphics card, also where it is emulated or was wrong before; wasm: the processor.',
    }),
  })
  .openapi('Settings');

/** What is left out stays as it is. */
export const settingsChange = settings.partial().openapi('SettingsChange');

function within(least: number, most: number) {
  const range = `expected a whole number from ${least} to ${most}`;
  return z.int(range).min(least, range).max(most, range);
}

export const deletedModel = z
  .object({ id: z.string(), object: z.literal('model'), deleted: z.literal(true) })
  .openapi('DeletedModel');

export const modelEvent = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('model.progress'),
      phase: z.enum(['download', 'load']),
      loaded: z.number().openapi({ description: 'Bytes so far.' }),
      total: z.number().optional().openapi({ description: 'Left out while it is unknown.' }),
    }),
    z.object({
      type: z.literal('model.ready'),
      device: z.enum(['webgpu', 'wasm']),
      precision: z.string(),
      reason: z.string(),
    }),
  ])
  .openapi('ModelEvent');

export type ModelEvent = z.infer<typeof modelEvent>;
