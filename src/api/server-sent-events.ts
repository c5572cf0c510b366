/** Nothing on the way may keep events back to answer with them later. */
export const eventHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
};

/**
 * Server-sent events of one JSON object each. A failure is told as an event named `error`, made by `describe`, and
 * ends them: who reads no end event knows that something is missing.
 */
export async function* eventLines(
  events: AsyncIterable<object>,
  describe: (failure: unknown) => object,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  try {
    for await (const event of events) yield encoder.encode(`data: ${JSON.stringify(event)}\n\n`);
  } catch (failure) {
    yield encoder.encode(`event: error\ndata: ${JSON.stringify(describe(failure))}\n\n`);
  }
}
