/**
 * The data of each server-sent event, cut at any byte. An event that the stream breaks off is dropped, as the standard
 * asks: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readEvents(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  /** The line under way; a long one comes in many chunks, and is put together once. */
  let parts: string[] = [];
  let data: string[] = [];
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true });
    parts.push(text);
    if (!/[\r\n]/.test(text)) continue;
    // A carriage return at the very end may be the first half of a line end.
    const lines = parts.join('').split(/\r\n|\n|\r(?!$)/);
    parts = [lines.pop() ?? ''];
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      if (line !== '' || data.length === 0) continue;
      yield data.join('\n');
      data = [];
    }
  }
}
