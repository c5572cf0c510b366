import { isAbort } from '../../base/errors';
import type { Transcribed } from '../../jobs/transcribe-job';
import { servedBy } from '../spoken-answer';
import { readTranscript, type Transcript } from './transcript';

/** Milliseconds within which a failure is still told with a status. */
const patience = 15_000;

type Written = {
  /** The content type. */
  type: string;
  write: (transcript: Transcript) => string;
};

/**
 * The whole transcript, when all was heard. What takes longer begins its answer after 15 seconds, and its body comes when
 * it is there: until then no browser tells a service worker that the caller has left, and clients' time limits run. What
 * fails from then on breaks the body off.
 */
export async function wholeAnswer(
  transcribed: Transcribed,
  { type, write }: Written,
): Promise<Response> {
  const heard = transcribed.heard[Symbol.asyncIterator]();
  const body = readTranscript({ [Symbol.asyncIterator]: () => heard }).then(write);
  const headers = { ...servedBy(transcribed), 'content-type': type };
  const early = await within(patience, body);
  if (early !== undefined) return new Response(early, { headers });
  const stop = async () => {
    await heard.return?.();
  };
  return new Response(lateBody(body, { isJson: type === 'application/json', stop }), { headers });
}

/** Undefined when it takes longer. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function lateBody(
  body: Promise<string>,
  { isJson, stop }: { isJson: boolean; stop: () => Promise<void> },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  body.catch((failure: unknown) => {
    if (!isAbort(failure))
      console.warn('A transcript failed behind the head of its answer.', failure);
  });
  return new ReadableStream(
    {
      start(controller) {
        // Firefox gives no answer to its caller before the first byte; here JSON may have a space.
        if (isJson) controller.enqueue(encoder.encode('\n'));
      },
      async pull(controller) {
        controller.enqueue(encoder.encode(await body));
        controller.close();
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}
