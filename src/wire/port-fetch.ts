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
  type WireBody,
} from './protocol';

/** A server that was reached. `lost` aborts when its thread is gone: whatever waits then fails with `server_lost`. */
export type ServerLink = {
  fetch: Fetch;
  /** Hands another client's control port to the server. */
  adopt: (port: MessagePort) => void;
  lost: AbortSignal;
  close: () => void;
};

export type LinkOptions = {
  /** The lock that this client's thread holds for life. */
  lock: string | undefined;
  /** Milliseconds to wait for the server's welcome. */
  patience: number;
};

/** Shakes hands with the server at the other end of a control port. Throws SpeechError `server_lost` without answer. */
export async function openLink(port: MessagePort, options: LinkOptions): Promise<ServerLink> {
  const send = (message: ClientMessage, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);
  const welcome = await new Promise<ServerMessage>((resolve, reject) => {
    const timer = setTimeout(() => {
      port.close();
      reject(serverLost('The local server did not answer.'));
    }, options.patience);
    port.onmessage = ({ data }: MessageEvent<ServerMessage>) => {
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
    watch(welcome.lock, closed.signal).addEventListener('abort', () => lost.abort());
  }
  return {
    fetch: (request) => ask(request, send, lost.signal),
    adopt: (other) => send({ type: 'adopt' }, [other]),
    lost: lost.signal,
    close: () => {
      closed.abort();
      send({ type: 'bye' });
      port.close();
    },
  };
}

async function ask(
  request: Request,
  send: (message: ClientMessage, transfer: Transferable[]) => void,
  lost: AbortSignal,
): Promise<Response> {
  const { method, url, signal } = request;
  const body = await bodyOf(request);
  signal.throwIfAborted();
  if (lost.aborted) throw serverLost();
  const { port1, port2 } = new MessageChannel();
  send({ type: 'request', request: { method, url, headers: [...request.headers], body } }, [port2]);
  return readAnswer(port1, signal, lost);
}

/** Read whole: not every browser has `request.body`, and an answer may have to be asked for twice. */
export function bodyOf(request: Request): Promise<WireBody> {
  if (request.method === 'GET' || request.method === 'HEAD') return Promise.resolve(null);
  const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') === true;
  return isForm ? request.blob() : request.arrayBuffer();
}

async function readAnswer(
  port: MessagePort,
  signal: AbortSignal,
  lost: AbortSignal,
): Promise<Response> {
  const inbox = openInbox(port, signal, lost);
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

function openInbox(port: MessagePort, signal: AbortSignal, lost: AbortSignal): Inbox {
  const queue: AnswerMessage[] = [];
  let wake = () => {};
  let failure: Error | undefined;

  const send = (message: ReaderMessage) => port.postMessage(message);
  const close = () => {
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
