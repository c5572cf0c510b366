import { fromStream } from '../base/streams';
import { toWire } from './errors';
import type { Fetch } from './fetch';
import { watch } from './liveness';
import {
  protocolVersion,
  windowBytes,
  type AnswerMessage,
  type ClientMessage,
  type ReaderMessage,
  type ServerMessage,
  type WireRequest,
} from './protocol';

/** Bytes in one message: small enough that the window is a real limit, large enough to cost nothing. */
const pieceBytes = 64 * 1024;

export type ServeOptions = {
  /** The lock that this server's thread holds for life. */
  lock: string | undefined;
  /** Told when a request begins (+1) and when its last byte is sent or it failed (−1). */
  onActive: (change: 1 | -1) => void;
  /** Aborts when another server took the place of this one. */
  moved: AbortSignal;
};

/** Answers the requests of a client's control port until the client is gone; then its answers under way stop. */
export function servePort(port: MessagePort, fetch: Fetch, options: ServeOptions): void {
  const left = new AbortController();
  const tell = (message: ServerMessage) => port.postMessage(message);
  const tellMoved = () => tell({ type: 'moved' });
  options.moved.addEventListener('abort', tellMoved);
  left.signal.addEventListener('abort', () =>
    options.moved.removeEventListener('abort', tellMoved),
  );
  port.onmessage = ({ data, ports }: MessageEvent<ClientMessage>) => {
    const [other] = ports;
    switch (data.type) {
      case 'hello':
        if (data.lock !== undefined) {
          watch(data.lock, left.signal).addEventListener('abort', () => left.abort());
        }
        tell({ type: 'welcome', version: protocolVersion, lock: options.lock });
        if (options.moved.aborted) tellMoved();
        break;
      case 'request':
        if (other) void answer(other, data.request, fetch, { left: left.signal, ...options });
        break;
      case 'adopt':
        if (other) servePort(other, fetch, options);
        break;
      case 'bye':
        left.abort();
        port.close();
        break;
    }
  };
}

type AnswerOptions = ServeOptions & { left: AbortSignal };

async function answer(
  port: MessagePort,
  request: WireRequest,
  fetch: Fetch,
  { left, onActive }: AnswerOptions,
): Promise<void> {
  const reader = watchReader(port, left);
  const post = (message: AnswerMessage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);
  onActive(1);
  try {
    const { url, ...init } = request;
    const response = await fetch(new Request(url, { ...init, signal: reader.signal }));
    const { status, statusText, body } = response;
    post({ type: 'head', status, statusText, headers: [...response.headers], body: body !== null });
    if (body) {
      for await (const bytes of fromStream(body)) {
        for (const piece of pieces(bytes)) {
          await reader.allows(piece.byteLength);
          post({ type: 'data', bytes: piece }, [piece.buffer]);
        }
      }
    }
    post({ type: 'end' });
  } catch (error) {
    post({ type: 'error', error: toWire(error) });
  } finally {
    onActive(-1);
    reader.leave();
  }
}

/** Copies of at most `pieceBytes` each, so that they can be transferred. */
function* pieces(bytes: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
    yield new Uint8Array(bytes.subarray(at, at + pieceBytes));
  }
}

/** The reader's side of one answer: its pace, and whether it is still there. */
function watchReader(port: MessagePort, left: AbortSignal) {
  const gone = new AbortController();
  const leave = () => gone.abort(new DOMException('The reader left.', 'AbortError'));
  let credit = windowBytes;
  let wake = () => {};
  gone.signal.addEventListener('abort', () => wake());
  left.addEventListener('abort', leave);
  if (left.aborted) leave();
  port.onmessage = ({ data }: MessageEvent<ReaderMessage>) => {
    if (data.type === 'cancel') leave();
    else {
      credit += data.bytes;
      wake();
    }
  };
  return {
    signal: gone.signal,
    /** Resolves when `bytes` more may be sent; throws when nobody reads any more. */
    async allows(bytes: number): Promise<void> {
      while (credit < bytes && !gone.signal.aborted) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      gone.signal.throwIfAborted();
      credit -= bytes;
    },
    leave(): void {
      left.removeEventListener('abort', leave);
    },
  };
}
