import { SpeechError } from '../base/errors';
import { fromWire } from './errors';
import type { Fetch } from './fetch';
import { watch } from './liveness';
import {
  protocolVersion,
  type AnswerMessage,
  type ClientMessage,
  type ReaderMessage,
  type ServerMessage,
  type WireRequest,
} from './protocol';

type Welcome = Extract<ServerMessage, { type: 'welcome' }>;

/** A server that was reached. */
export type ServerLink = {
  fetch: Fetch;
  /** As `fetch`, for a request that may have to be asked again of another server. */
  ask: (request: WireRequest, signal: AbortSignal) => Promise<Response>;
  /** Hands another client's control port to the server. */
  adopt: (port: MessagePort) => void;
  /** Aborts when its thread is gone: whatever waits then fails with `server_lost`. */
  lost: AbortSignal;
  /** Aborts when further requests are for another server: this one is lost, or ends after the answers that it began. */
  left: AbortSignal;
  close: () => void;
};

export type LinkOptions = {
  /** The lock that this client's thread holds for life. */
  lock: string | undefined;
  /** Milliseconds to wait for the server's welcome. */
  patience: number;
  /** Told when a request begins (+1), and when its answer has ended, failed or been left (−1). */
  onActive?: (change: 1 | -1) => void;
};

/** Shakes hands with the server at the other end of a control port. Throws SpeechError `server_lost` without answer. */
export async function openLink(port: MessagePort, options: LinkOptions): Promise<ServerLink> {
  const send = (message: ClientMessage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);
  const left = new AbortController();
  const welcome = await new Promise<Welcome>((resolve, reject) => {
    const timer = setTimeout(() => {
      port.close();
      reject(serverLost('The local server did not answer.'));
    }, options.patience);
    port.onmessage = ({ data }: MessageEvent<ServerMessage>) => {
      if (data.type === 'moved') return left.abort();
      clearTimeout(timer);
      resolve(data);
    };
    send({ type: 'hello', version: protocolVersion, lock: options.lock });
  });
  if (welcome.version !== protocolVersion) {
    port.close();
    throw serverLost('Another tab runs another version of this app. Close it, or reload this one.');
  }
  const closed = new AbortController();
  const lost = new AbortController();
  if (welcome.lock !== undefined) {
    watch(welcome.lock, closed.signal).addEventListener('abort', () => {
      lost.abort();
      left.abort();
    });
  }
  const { onActive = () => {} } = options;
  const ask: ServerLink['ask'] = async (request, signal) => {
    signal.throwIfAborted();
    if (lost.signal.aborted) throw serverLost();
    const { port1, port2 } = new MessageChannel();
    const onClose = () => onActive(-1);
    const inbox = openInbox(port1, { signal, lost: lost.signal, onClose });
    onActive(1);
    send({ type: 'request', request }, [port2]);
    return readAnswer(inbox);
  };
  return {
    fetch: async (request) => ask(await toWireRequest(request), request.signal),
    ask,
    adopt: (other) => send({ type: 'adopt' }, [other]),
    lost: lost.signal,
    left: left.signal,
    close: () => {
      closed.abort();
      send({ type: 'bye' });
      port.close();
    },
  };
}

/** Reads the request's body, since not every browser can pass it on as a stream. */
export async function toWireRequest(request: Request): Promise<WireRequest> {
  const { method, url } = request;
  const headers = [...request.headers];
  if (method === 'GET' || method === 'HEAD') return { method, url, headers, body: null };
  // Files stay where they are; what is small is quicker by itself.
  const isSmall = request.headers.get('content-type')?.startsWith('application/json') ?? true;
  return { method, url, headers, body: await (isSmall ? request.arrayBuffer() : request.blob()) };
}

async function readAnswer(inbox: Inbox): Promise<Response> {
  const head = await inbox.next();
  if (head.type !== 'head') throw serverLost('The local server sent an answer without a head.');
  const { status, statusText, headers } = head;
  if (!head.body) inbox.close();
  return new Response(head.body ? bodyStream(inbox) : null, { status, statusText, headers });
}

function bodyStream(inbox: Inbox): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        const message = await inbox.next();
        if (message.type === 'data') {
          controller.enqueue(message.bytes);
          inbox.send({ type: 'credit', bytes: message.bytes.byteLength });
        } else {
          inbox.close();
          controller.close();
        }
      },
      cancel() {
        inbox.send({ type: 'cancel' });
        inbox.close();
      },
    },
    { highWaterMark: 0 },
  );
}

type Inbox = {
  /** The next message; rejects when the server failed or is lost, or the caller aborted. */
  next: () => Promise<AnswerMessage>;
  send: (message: ReaderMessage) => void;
  close: () => void;
};

type InboxOptions = { signal: AbortSignal; lost: AbortSignal; onClose: () => void };

function openInbox(port: MessagePort, { signal, lost, onClose }: InboxOptions): Inbox {
  const queue: AnswerMessage[] = [];
  let wake = () => {};
  let failure: Error | undefined;
  let closed = false;

  const send = (message: ReaderMessage) => port.postMessage(message);
  const close = () => {
    if (closed) return;
    closed = true;
    onClose();
    signal.removeEventListener('abort', onAbort);
    lost.removeEventListener('abort', onLost);
    port.close();
  };
  const fail = (error: Error) => {
    failure ??= error;
    close();
    wake();
  };
  const onAbort = () => {
    send({ type: 'cancel' });
    queue.length = 0;
    fail(signal.reason as Error);
  };
  const onLost = () => fail(serverLost());
  signal.addEventListener('abort', onAbort);
  lost.addEventListener('abort', onLost);
  port.onmessage = ({ data }: MessageEvent<AnswerMessage>) => {
    if (data.type === 'error') fail(fromWire(data.error));
    else queue.push(data);
    wake();
  };

  return {
    async next() {
      for (;;) {
        const message = queue.shift();
        if (message) return message;
        if (failure) throw failure;
        await new Promise<void>((ready) => (wake = ready));
      }
    },
    send,
    close,
  };
}

function serverLost(
  message = 'The tab that served this request was closed before it was done. Ask again.',
): SpeechError {
  return new SpeechError('server_lost', message, { retryAfter: 1 });
}
