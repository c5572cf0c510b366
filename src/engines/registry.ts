import type { ModelCard } from '../catalog/models';
import type { Load, LoadTranscriber } from './engine';

/** Every engine, by its name in the catalog; its code is fetched when a model needs it. */
export const engines = {
  espeak: () => import('./espeak/speaker'),
  kokoro: () => import('./kokoro/kokoro'),
  whisper: () => import('./whisper/whisper'),
} satisfies Record<ModelCard['engine'], () => Promise<{ load: Load | LoadTranscriber }>>;
