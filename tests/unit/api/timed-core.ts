import type { SpokenWord } from '../../../src/engines/engine';
import type { Core } from '../../../src/jobs/speak-job';
import { createFakeCore, type Script } from './fake-core';

/** The fake core, whose n-th piece of an answer has the n-th of these lists of words. */
export function createTimedCore(words: readonly (readonly SpokenWord[])[], script?: Script): Core {
  const core = createFakeCore(script);
  return {
    ...core,
    async speak(job, signal) {
      const spoken = await core.speak(job, signal);
      async function* audio() {
        let piece = 0;
        for await (const { bytes } of spoken.audio)
          yield { bytes, words: [...(words[piece++] ?? [])] };
      }
      return { ...spoken, audio: audio() };
    },
  };
}
