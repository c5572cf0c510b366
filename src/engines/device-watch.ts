import { abortable } from '../base/abortable';
import { SpeechError } from '../base/errors';

/** What a graphics card tells of its failures, which is never in the result of the call that failed. */
export type DeviceWatch = {
  /** Aborts, with a SpeechError `engine_failed`, when the card was lost or reported an error; it is then of no use. */
  failed: AbortSignal;
  /** Computes on the card; throws the reason of `failed` rather than give a result to be doubted, or wait for ever. */
  during: <T>(work: () => Promise<T>) => Promise<T>;
};

const filters = ['validation', 'out-of-memory', 'internal'] as const;

/** Watches a device that is in use. A device that is destroyed on purpose has not failed. */
export function watchDevice(device: GPUDevice): DeviceWatch {
  const failure = new AbortController();
  const failed = failure.signal;
  function fail(what: string, cause?: unknown): void {
    const message = `The graphics card failed: ${what}. Try again.`;
    failure.abort(new SpeechError('engine_failed', message, { cause }));
  }
  void device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') fail(message || 'the browser lost it');
  });
  device.addEventListener('uncapturederror', ({ error }) => fail(error.message, error));

  async function closeScopes(): Promise<void> {
    const errors = await Promise.all(filters.map(() => device.popErrorScope()));
    const error = errors.find((error) => error !== null);
    if (error) fail(error.message, error);
  }

  return {
    failed,
    async during(work) {
      failed.throwIfAborted();
      for (const filter of filters) device.pushErrorScope(filter);
      try {
        return await abortable(work(), failed);
      } finally {
        if (!failed.aborted) await abortable(closeScopes(), failed);
        failed.throwIfAborted();
      }
    },
  };
}
