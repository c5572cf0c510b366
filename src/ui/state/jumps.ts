import { sentenceStarts } from '../../captions/sentence-ends';
import type { Take } from './take.svelte';
import { wordFrom } from './word-search';

/** Finds a time of a take, in seconds; where it has not been received yet, it is waited for until the signal. */
export type Jump = (take: Take, signal: AbortSignal) => Promise<number>;

/** Seconds into a sentence after which "previous" means its own start. */
const settled = 1;

export function toTime(seconds: number): Jump {
  return async (take) => Math.max(0, Math.min(seconds, take.seconds));
}

/** To the word at an offset of the text, or the next one; behind the last word, to that one. */
export function toOffset(offset: number): Jump {
  return async (take, signal) => {
    const start = await whenReceived(take, signal, () => wordFrom(take.words, offset)?.start);
    return start ?? take.words.at(-1)?.start ?? 0;
  };
}

/** To the sentence after the one that sounds at `now`; behind the last one, to the end. */
export function toNextSentence(now: number): Jump {
  return async (take, signal) => {
    const next = () => startsOf(take).find((start) => start > now);
    return (await whenReceived(take, signal, next)) ?? take.seconds;
  };
}

/** To the start of the sentence that sounds at `now`; right behind it, to the sentence before. */
export function toPreviousSentence(now: number): Jump {
  return async (take) => startsOf(take).findLast((start) => start < now - settled) ?? 0;
}

function startsOf(take: Take): number[] {
  return sentenceStarts(take.request.input, take.words).flatMap(
    (index) => take.words[index]?.start ?? [],
  );
}

/** Receives the take until `find` has a time; undefined when the whole take has none. */
async function whenReceived(
  take: Take,
  signal: AbortSignal,
  find: () => number | undefined,
): Promise<number | undefined> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (signal.aborted || !(await take.more())) return undefined;
  }
}
