import type { Phonemes } from '../engines/engine';
import type { LoadedEngine } from './engine-pool';
import type { PhonemizeJob } from './speak-job';

/** Milliseconds that a text waits for speech that somebody listens to. */
const patience = 2_000;

/** Reads a text with a loaded model, when it is its turn. */
export function phonemize(
  { text, voice, reading }: PhonemizeJob,
  { speaker, turns }: LoadedEngine,
  signal: AbortSignal,
): Promise<Phonemes> {
  const due = performance.now() + patience;
  return turns.run(() => speaker.read({ text, voice, speed: 1, ...reading }), { due, signal });
}
