/** A part of a window between two times: positions in its tokens, and times in steps from its start. */
export type TimedPart = { from: number; to: number; start: number; end: number };

export type TimedParts = {
  parts: TimedPart[];
  /** Steps after which the next window begins. */
  next: number;
};

/**
 * Cuts what was written for a window of `length` steps at its times, as the reference does
 * (https://github.com/openai/whisper/blob/main/whisper/transcribe.py). A sentence that is cut off by the end of the
 * window is left to the next one, which begins at its start; in a window that is `whole`, it ends with the window.
 */
export function cutAtTimes(
  tokens: readonly number[],
  {
    firstTimestamp,
    length,
    whole = false,
  }: { firstTimestamp: number; length: number; whole?: boolean },
): TimedParts {
  const isTime = (id: number | undefined) => id !== undefined && id >= firstTimestamp;
  const stepOf = (id: number) => Math.min(id - firstTimestamp, length);
  /** Behind each pair of times that ends one part and begins the next. */
  const cuts = tokens.flatMap((id, at) =>
    at > 0 && isTime(id) && isTime(tokens[at - 1]) ? [at] : [],
  );
  const endsAlone = isTime(tokens.at(-1)) && !isTime(tokens.at(-2));
  if (cuts.length === 0) return { parts: onePart(tokens, isTime, stepOf, length), next: length };

  const ends = endsAlone || whole ? [...cuts, tokens.length] : cuts;
  let from = 0;
  const parts = ends.map((to) => {
    const [first = firstTimestamp] = tokens.slice(from, from + 1);
    const last = tokens[to - 1] ?? first;
    const part = isTime(last)
      ? { from: from + 1, to: to - 1, start: stepOf(first), end: stepOf(last) }
      : { from: from + 1, to, start: stepOf(first), end: length };
    from = to;
    return part;
  });
  return { parts, next: endsAlone || whole ? length : (parts.at(-1)?.end ?? length) };
}

/** Text without a pair of times: it ends with its last time, or with the window. */
function onePart(
  tokens: readonly number[],
  isTime: (id: number | undefined) => boolean,
  stepOf: (id: number) => number,
  length: number,
): TimedPart[] {
  const from = isTime(tokens[0]) ? 1 : 0;
  const last = tokens.findLastIndex(isTime);
  const to = last >= from ? last : tokens.length;
  if (to <= from) return [];
  const start = from === 1 ? stepOf(tokens[0] ?? 0) : 0;
  const end = last >= from ? stepOf(tokens[last] ?? 0) : length;
  return [{ from, to, start, end: Math.max(end, start) }];
}
