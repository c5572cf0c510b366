import { SpeechError } from '../base/errors';
import type { ModelCard } from '../catalog/models';
import type { EnginePool, LoadedEngine } from './engine-pool';
import { borrow } from './patient-borrow';

type Options = {
  pool: EnginePool;
  /** Milliseconds that a request waits for a model's download. */
  patience: number;
  /** Requests that may wait for the first part of their answer. */
  longest: number;
};

/** The requests that wait for a model or are answered by one. */
export type WorkQueue = {
  /**
   * Begins a job when its model is ready; `release` is to be called when its answer has ended. Throws SpeechError
   * `queue_full`, and what loading the model or the work throws.
   */
  begin<Job extends { model: ModelCard }, Answer>(
    job: Job,
    signal: AbortSignal,
    work: (job: Job, engine: LoadedEngine, signal: AbortSignal) => Promise<Answer>,
  ): Promise<{ answer: Answer; release: () => void }>;
  /** Requests that wait for the first part of their answer, and answers under way. */
  activity(): { waiting: number; speaking: number };
};

export function createWorkQueue({ pool, patience, longest }: Options): WorkQueue {
  // One request is at work, the others wait; both count until the first part of their answer is there.
  let waiting = 0;
  let speaking = 0;
  return {
    async begin(job, signal, work) {
      signal.throwIfAborted();
      if (waiting > longest) throw queueFull(longest);
      waiting++;
      try {
        const { engine, release } = await borrow(pool, job.model, { signal, patience });
        try {
          const answer = await work(job, engine, signal);
          speaking++;
          const end = () => {
            speaking--;
            release();
          };
          return { answer, release: end };
        } catch (error) {
          release();
          throw error;
        }
      } finally {
        waiting--;
      }
    },
    activity: () => ({ waiting, speaking }),
  };
}

function queueFull(longest: number): SpeechError {
  return new SpeechError(
    'queue_full',
    `${longest} requests are waiting already. Try again in a few seconds.`,
    { retryAfter: 2 },
  );
}
