import { SpeechError } from '../base/errors';

/** Keeps a model that dies again and again from being started for every request. */
export type Breaker = {
  /** Throws SpeechError `engine_unavailable` while the model rests. */
  check(): void;
  died(): void;
  /** A chunk was finished: earlier deaths are forgotten. */
  worked(): void;
};

/** Deaths in a row after which the model rests; each further one makes it rest again. */
const mostDeaths = 3;
/** Milliseconds. */
const rest = 60_000;

export function createBreaker(model: string): Breaker {
  let deaths = 0;
  let restsUntil = 0;
  return {
    check() {
      const left = Math.ceil((restsUntil - performance.now()) / 1000);
      if (left <= 0) return;
      throw new SpeechError(
        'engine_unavailable',
        `The model '${model}' broke down ${deaths} times in a row and rests for ${left} s. ` +
          'Ask again then, or use another model; if it breaks down again, close other tabs or reload the page.',
        { retryAfter: left },
      );
    },
    died() {
      deaths++;
      if (deaths >= mostDeaths) restsUntil = performance.now() + rest;
    },
    worked() {
      deaths = 0;
    },
  };
}
