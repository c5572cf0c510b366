import { expose, proxy, transfer, wrap, type Remote } from 'comlink';
import { abortable } from '../base/abortable';
import { assert } from '../base/assert';
import { SpeechError } from '../base/errors';
import type {
  Clip,
  Device,
  Engine,
  Heard,
  Phonemes,
  Placement,
  Progress,
  Speaker,
  SpokenChunk,
  Transcriber,
  Utterance,
} from '../engines/engine';
import { fromWire, toWire, type WireError } from './errors';

/** What an engine thread is asked to load. */
export type LoadRequest = {
  /** A model id of the catalog. */
  model: string;
  /** Base URL of the model hub, without a trailing slash. */
  hub: string;
  /** Base URL of the app's own files, with a trailing slash. */
  base: string;
  /** `auto`: the engine thread looks at what it has and chooses. */
  device: Device | 'auto';
};

/** Loads the model of `request` in this thread. */
export type LoadHere = (
  request: LoadRequest,
  report: (progress: Progress) => void,
) => Promise<{ placement: Placement } & ({ speaker: Speaker } | { transcriber: Transcriber })>;

type Input = Utterance | Clip;
type Output = SpokenChunk | Heard;

/** comlink keeps neither the class nor the code of an error, so answers carry one or the other. */
type Answer<T> = { value: T } | { error: WireError };

type EngineThread = {
  /** Answered as soon as the thread's script runs. */
  isRunning: () => true;
  load: (request: LoadRequest, report: (progress: Progress) => void) => Promise<Answer<Placement>>;
  start: (run: number, input: Input) => void;
  next: (run: number) => Promise<Answer<Output | undefined>>;
  stop: (run: number) => Promise<void>;
  read: (utterance: Utterance) => Promise<Answer<Phonemes>>;
};

/** In the engine thread: answers `connectEngine`. */
export function exposeEngine(loadHere: LoadHere): void {
  // A model gets what its kind takes: the near side sees to that.
  let engine: Engine<Input, Output> | undefined;
  let speaker: Speaker | undefined;
  const runs = new Map<number, AsyncIterator<Output>>();
  const thread: EngineThread = {
    isRunning: () => true,
    load: (request, report) =>
      answer(async () => {
        const loaded = await loadHere(request, report);
        speaker = 'speaker' in loaded ? loaded.speaker : undefined;
        engine = 'speaker' in loaded ? loaded.speaker : loaded.transcriber;
        return loaded.placement;
      }),
    start(run, input) {
      if (engine) runs.set(run, engine.run(input)[Symbol.asyncIterator]());
    },
    async next(run) {
      const given = await answer(async () => {
        const next = await runs.get(run)?.next();
        return next === undefined || next.done ? undefined : next.value;
      });
      const output = 'value' in given ? given.value : undefined;
      if (!output) runs.delete(run);
      return output && 'samples' in output ? transfer(given, [output.samples.buffer]) : given;
    },
    async stop(run) {
      await runs.get(run)?.return?.();
      runs.delete(run);
    },
    read: (utterance) =>
      answer(async () => {
        assert(speaker, 'a model that speaks is loaded');
        return speaker.read(utterance);
      }),
  };
  expose(thread);
}

async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    // A program that trapped has left its memory as nobody meant it: its thread ends, as after a crash.
    if (error instanceof WebAssembly.RuntimeError) reportError(error);
    return { error: toWire(error) };
  }
}

/** An engine in a thread of its own. */
export type EngineLink = {
  load: (request: LoadRequest, report: (progress: Progress) => void) => Promise<Placement>;
  /** Of a model that speaks. */
  speaker: Speaker;
  /** Of a model that listens. */
  transcriber: Transcriber;
  /** Aborts when the thread died or was ended; everything that waits for it then fails. */
  lost: AbortSignal;
  /** Whether it was lost before it ran: its script did not come. */
  readonly neverRan: boolean;
  /** Ends the thread at once and frees its memory. */
  end: () => void;
};

/** Longest time for one output, and between two reports of a start; a thread that needs more is taken for hung. */
const patience = 5 * 60_000;

/**
 * The near side of an engine thread, with the same interface. A thread whose script does not run within
 * `scriptPatience` milliseconds is lost.
 */
export function connectEngine(worker: Worker, scriptPatience: number): EngineLink {
  const remote: Remote<EngineThread> = wrap<EngineThread>(worker);
  const life = watchThread(worker, remote.isRunning(), scriptPatience);
  const { lost } = life;
  let runs = 0;
  const hung = () => life.end('The model took too long and was stopped.');

  async function receive<T>(
    asked: Promise<Answer<T>>,
    limit = startLimit(hung, patience),
  ): Promise<T> {
    const given = await abortable(asked, lost).finally(limit.clear);
    if ('error' in given) throw fromWire(given.error);
    return given.value;
  }

  async function* run(input: Input): AsyncGenerator<Output, void, undefined> {
    const id = ++runs;
    let over = false;
    await abortable(remote.start(id, input), lost);
    try {
      for (;;) {
        const output = await receive(remote.next(id));
        over = output === undefined;
        if (!output) return;
        yield output;
      }
    } finally {
      if (!over && !lost.aborted) await abortable(remote.stop(id), lost);
    }
  }

  const engine: Engine<never, Output> = {
    run,
    dispose: async () => life.end(),
  };
  return {
    load(request, report) {
      const limit = startLimit(hung, patience);
      const told = (progress: Progress) => {
        limit.renew();
        report(progress);
      };
      return receive(remote.load(request, proxy(told)), limit);
    },
    speaker: {
      ...(engine as Engine<Utterance, SpokenChunk>),
      read: (utterance) => receive(remote.read(utterance)),
    },
    transcriber: engine as Transcriber,
    lost,
    get neverRan() {
      return life.neverRan;
    },
    end: () => life.end(),
  };
}

/**
 * The end of a thread, and what brings it about. A service worker that is ended while it fetches a thread's script
 * leaves the thread without it, and without an error (Chromium).
 */
function watchThread(worker: Worker, running: Promise<unknown>, scriptPatience: number) {
  const lost = new AbortController();
  const life = {
    lost: lost.signal,
    neverRan: false,
    end(reason = 'The model was unloaded.'): void {
      worker.terminate();
      lost.abort(new SpeechError('engine_failed', reason));
    },
  };
  const die = (reason: string, missing: boolean) => {
    life.neverRan = missing;
    life.end(`${reason} Try again.`);
  };
  onDeath(worker, die);
  const silent = () => die('The model’s thread did not start in time.', true);
  const limit = startLimit(silent, scriptPatience);
  void abortable(running, lost.signal)
    .catch(() => undefined) // Whoever asks for something is told why.
    .finally(limit.clear);
  return life;
}

/** `missing`: its script did not come; only that error has no message. */
function onDeath(worker: Worker, died: (reason: string, missing: boolean) => void): void {
  worker.onerror = (event) => {
    event.preventDefault();
    const why = event.message || 'it could not be started';
    died(`The model’s thread failed: ${why}.`, !event.message);
  };
  worker.onmessageerror = () => died('The model’s thread sent something unreadable.', false);
}

/** Calls `end` when it is neither renewed nor cleared in so many milliseconds. */
function startLimit(end: () => void, milliseconds: number) {
  let timer = setTimeout(end, milliseconds);
  return {
    clear: () => clearTimeout(timer),
    renew() {
      clearTimeout(timer);
      timer = setTimeout(end, milliseconds);
    },
  };
}
