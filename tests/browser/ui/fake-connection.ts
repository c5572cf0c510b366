import { toStream } from '../../../src/base/streams';
import type { Connection, ConnectionState } from '../../../src/client/connection';

export type FakeOptions = {
  /** The body of `GET /v1/health`; a device without a graphics card unless told. */
  health?: object;
  state?: Partial<ConnectionState>;
  /** Seconds that each spoken text takes. */
  seconds?: number;
  /** Milliseconds between two chunks of a quarter of a second. */
  pace?: number;
  /** Answers `POST /v1/audio/speech` instead of sound. */
  refuse?: { status: number; message: string };
  /** Bytes of a download before the model is ready; it stands still at one half until `finishDownload`. */
  download?: number;
};

const health = {
  status: 'healthy',
  sotto: {
    browser: 'Chromium 140',
    hardware_concurrency: 8,
    threads: 4,
    cross_origin_isolated: true,
    device: 'auto',
    gpu: null,
    verdicts: [],
  },
};

export type FakeConnection = Connection & {
  /** The bodies of `POST /v1/audio/speech`, in their order. */
  readonly asked: Record<string, unknown>[];
  /** How many answers were left before their end. */
  readonly left: number;
  readonly finishDownload: () => void;
  /** From now on; without an argument speech is answered again. */
  refuse(refusal?: FakeOptions['refuse']): void;
};

const rate = 24_000;

/** A connection whose API speaks tones: the routes and shapes of the real one, without its threads. */
export function fakeConnection(options: FakeOptions = {}): FakeConnection {
  const state: ConnectionState = { api: 'ready', note: undefined, threads: true, ...options.state };
  const asked: Record<string, unknown>[] = [];
  let left = 0;
  let refusal = options.refuse;
  /** Bytes of the download under way. */
  let downloading: number | undefined;
  let finishDownload = () => {};
  const finished = new Promise<void>((resolve) => {
    finishDownload = () => {
      downloading = undefined;
      resolve();
    };
  });

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/v1/models') {
      return Response.json({ object: 'list', data: modelStates(downloading) });
    }
    if (pathname === '/v1/health') return Response.json(options.health ?? health);
    if (pathname.startsWith('/v1/models/')) {
      // The page also warms up the model that it speaks with, which is here.
      if (pathname === '/v1/models/kokoro') downloading = options.download;
      return preparation(options.download ?? 0, finished);
    }
    const body = (await request.json()) as Record<string, unknown>;
    asked.push(body);
    if (refusal) {
      const error = { message: refusal.message, type: 'server_error', param: null, code: null };
      return Response.json({ error }, { status: refusal.status });
    }
    const events = body['stream_format'] === 'sse';
    const type = body['response_format'] === 'pcm' ? 'audio/pcm' : 'audio/mpeg';
    const headers = {
      'content-type': events ? 'text/event-stream' : type,
      'x-sotto-model': String(body['model']),
      'x-sotto-device': 'wasm',
    };
    const seconds = options.seconds ?? 1;
    const sound = tones(seconds, options.pace ?? 0, request.signal, () => left++);
    const words = wordsOf(String(body['input']), seconds);
    return new Response(events ? sound.pipeThrough(toEvents(words)) : sound, { headers });
  }

  return {
    state,
    asked,
    finishDownload: () => finishDownload(),
    get left() {
      return left;
    },
    refuse(next) {
      refusal = next;
    },
    fetch: (input, init) => answer(new Request(new URL(input as string, location.href), init)),
    watch(listener) {
      listener(state);
      return () => undefined;
    },
  };
}

function modelStates(downloading: number | undefined) {
  const unknown = { progress: null, device: null, precision: null, reason: null, planned: null };
  const listed = (id: string, about: object) => ({
    id,
    sotto: { model: id, stored_bytes: 0, evicted: false, ...unknown, ...about },
  });
  const total = downloading ?? 0;
  const progress = { phase: 'download', loaded: total / 2, total };
  const kokoro = downloading ? { state: 'downloading', progress } : { state: 'absent' };
  return [
    listed('espeak-ng', { state: 'embedded' }),
    listed('kokoro', kokoro),
    listed('sample-kokoro', { state: 'embedded' }),
  ];
}

/** Server-sent events of a model that loads; a download of `bytes` stands still at one half until `finished`. */
function preparation(bytes: number, finished: Promise<void>): Response {
  async function* items(): AsyncGenerator<object> {
    const progress = { type: 'model.progress', phase: 'download', total: bytes };
    if (bytes > 0) {
      yield { ...progress, loaded: bytes / 2 };
      await finished;
    }
    yield { ...progress, phase: 'load', loaded: bytes };
    yield { type: 'model.ready', device: 'wasm', precision: 'q8', reason: 'No WebGPU here.' };
  }
  const encoder = new TextEncoder();
  async function* lines() {
    for await (const item of items()) yield encoder.encode(`data: ${JSON.stringify(item)}\n\n`);
  }
  return new Response(toStream(lines()), { headers: { 'content-type': 'text/event-stream' } });
}

/** The words of a text, as if each took the same part of the time. */
function wordsOf(input: string, seconds: number): object[] {
  const found = [...input.matchAll(/[\p{L}\p{N}]+/gu)];
  return found.map(({ 0: word, index: from }, index) => {
    const at = (count: number) => (count / found.length) * seconds;
    return { word, start: at(index), end: at(index + 0.8), from, to: from + word.length };
  });
}

/** Bytes as events of speech, all words in the first one. */
function toEvents(words: object[]): TransformStream<Uint8Array, Uint8Array> {
  const encoder = new TextEncoder();
  const send = (controller: TransformStreamDefaultController<Uint8Array>, event: object) =>
    controller.enqueue(encoder.encode(`data: ${JSON.stringify(event)}\n\n`));
  return new TransformStream(
    {
      start: (controller) => send(controller, { type: 'speech.audio.words', words }),
      transform(bytes, controller) {
        const audio = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
        send(controller, { type: 'speech.audio.delta', audio });
      },
      flush: (controller) => send(controller, { type: 'speech.audio.done' }),
    },
    { highWaterMark: 1 },
    { highWaterMark: 0 },
  );
}

/** A tone whose loudness comes and goes like words, in chunks that cut samples in half. */
function tones(
  seconds: number,
  pace: number,
  signal: AbortSignal,
  onLeft: () => void,
): ReadableStream<Uint8Array> {
  const bytes = new Uint8Array(2 * seconds * rate);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < seconds * rate; i++) {
    const loudness = Math.abs(Math.sin(i / 2700) * Math.sin(i / 19_000)) ** 1.5;
    view.setInt16(2 * i, 20_000 * loudness * Math.sin(i / 24), true);
  }
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal.addEventListener('abort', () => {
          onLeft();
          controller.error(signal.reason);
        });
      },
      async pull(controller) {
        if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace));
        if (signal.aborted) return;
        controller.enqueue(bytes.slice(at, (at += 12_001)));
        if (at >= bytes.length) controller.close();
      },
      cancel: onLeft,
    },
    { highWaterMark: 0 },
  );
}
