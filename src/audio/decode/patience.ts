import { abortable } from '../../base/abortable';

/** How long to wait, and for whom. */
export type Patience = { patience: number; signal: AbortSignal };

/** Nothing came in the time that was given. */
export class StalledError extends Error {
  constructor(milliseconds: number) {
    super(`The decoder gave nothing for ${milliseconds / 1000} s.`);
    this.name = 'StalledError';
  }
}

/** `work`; rejects with StalledError after so many milliseconds, or with the reason of the signal. */
export function within<T>(work: Promise<T>, { patience, signal }: Patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StalledError(patience)), patience);
    abortable(work, signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
