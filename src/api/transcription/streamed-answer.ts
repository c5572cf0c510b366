import { toStream, whenEnded } from '../../base/streams';
import type { Transcribed } from '../../jobs/transcribe-job';
import { eventHeaders, eventLines } from '../server-sent-events';
import { servedBy } from '../spoken-answer';
import type { Wanted } from './bodies';
import { transcriptionEvents } from './events';

type Stream = {
  /** A failure in mid-stream, in the vendor's words. */
  describe: (failure: unknown) => object;
  /** What the vendor sends behind the last event. */
  end?: string;
};

/** The transcript as events, sent while it is heard. Its reader may leave at any time, and the job stops. */
export function streamedAnswer(
  transcribed: Transcribed,
  wanted: Wanted,
  { describe, end }: Stream,
): Response {
  const heard = transcribed.heard[Symbol.asyncIterator]();
  const stop = async () => {
    await heard.return?.();
  };
  const events = transcriptionEvents({ [Symbol.asyncIterator]: () => heard }, wanted);
  const lines = endedWith(end, (tell) => eventLines(events, tell), describe);
  return new Response(toStream(whenEnded(lines, stop)), {
    headers: { ...servedBy(transcribed), ...eventHeaders },
  });
}

/** A failure is the last that is sent. */
async function* endedWith(
  end: string | undefined,
  lines: (describe: Stream['describe']) => AsyncIterable<Uint8Array<ArrayBuffer>>,
  describe: Stream['describe'],
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let failed = false;
  yield* lines((failure) => {
    failed = true;
    return describe(failure);
  });
  if (end !== undefined && !failed) yield new TextEncoder().encode(`data: ${end}\n\n`);
}
