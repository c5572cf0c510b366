import { abortable } from '../base/abortable';
import { asSpeechError, SpeechError } from '../base/errors';
import { createSerial, type Serial } from '../base/serial';
import type { ModelCard } from '../catalog/models';
import type { Placement, Progress } from '../engines/engine';
import { createBreaker, type Breaker } from './breaker';
import { memoryOf, surplus, type PoolLimits } from './memory-budget';
import { startAnywhere, type StartedEngine, type StartEngine } from './start-engine';

/** A model in a thread of its own, ready to work. */
export type LoadedEngine = Omit<StartedEngine, 'lost'> & {
  /** One chunk at a time, so that a slow reader never holds the model. Models on WebGPU share one line. */
  turns: Pick<Serial, 'run'>;
};

/** A model for one request. It is not unloaded before `release`, unless the user forces it. */
export type BorrowedEngine = { engine: LoadedEngine; release: () => void };

type Listener = (progress: Progress) => void;

/** A model's thread, from its start to its end. */
type Entry = {
  card: ModelCard;
  loading: Promise<LoadedEngine>;
  progress: Progress | undefined;
  placement: Placement | undefined;
  /** Requests that wait for the model or are spoken by it. */
  users: number;
  idleTimer: ReturnType<typeof setTimeout> | undefined;
  stop: AbortController;
};

type PoolOptions = {
  start: StartEngine;
  /** Asked each time, so that a change counts from then on. */
  limits: () => Promise<PoolLimits>;
};

/** Which models are loaded or loading: each in a thread of its own, within a memory budget. */
export class EnginePool {
  readonly #options: PoolOptions;
  /** In the order of their last use. */
  readonly #entries = new Map<string, Entry>();
  readonly #breakers = new Map<string, Breaker>();
  readonly #watchers = new Map<string, Set<Listener>>();
  readonly #gpu = createSerial();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * The model for one request, which starts it if it isn't; it goes on loading when the caller leaves. Throws what the
   * start throws, SpeechError `engine_unavailable` while the model rests after breaking down, or the signal's reason.
   */
  async borrow(card: ModelCard, signal: AbortSignal): Promise<BorrowedEngine> {
    signal.throwIfAborted();
    const entry = this.#enter(card);
    entry.users++;
    clearTimeout(entry.idleTimer);
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      entry.users--;
      this.#touch(entry);
      this.#rest(entry);
    };
    try {
      return { engine: await abortable(entry.loading, signal), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Starts the model if it isn't, for nobody in particular; resolves when it is ready. */
  async load(card: ModelCard): Promise<void> {
    await this.#enter(card).loading;
  }

  /**
   * Ends the model's thread, or its download, which later goes on where it was. Throws SpeechError `model_busy` while
   * requests need the model; `force` breaks them off instead.
   */
  unload(card: ModelCard, { force }: { force: boolean }): void {
    const entry = this.#entries.get(card.id);
    if (!entry) return;
    if (entry.users > 0 && !force) {
      throw new SpeechError(
        'model_busy',
        `The model '${card.id}' is at work, or about to be. Try again when it is done, or break it off with ?force=true.`,
      );
    }
    this.#end(entry);
  }

  /** Calls back with each progress of a model's loading; returns the way to stop. */
  watch(card: ModelCard, listener: Listener): () => void {
    const listeners = this.#watchers.get(card.id) ?? new Set();
    this.#watchers.set(card.id, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Undefined unless the model is being loaded. */
  progress(card: ModelCard): Progress | undefined {
    return this.#entries.get(card.id)?.progress;
  }

  /** Undefined unless the model is loaded. */
  placement(card: ModelCard): Placement | undefined {
    return this.#entries.get(card.id)?.placement;
  }

  /** The model's thread, started if there is none. */
  #enter(card: ModelCard): Entry {
    const known = this.#entries.get(card.id);
    if (known) this.#touch(known);
    return known ?? this.#begin(card);
  }

  /** Makes it the last used one. */
  #touch(entry: Entry): void {
    if (this.#forget(entry)) this.#entries.set(entry.card.id, entry);
  }

  #begin(card: ModelCard): Entry {
    const breaker = this.#breakers.get(card.id) ?? createBreaker(card.id);
    this.#breakers.set(card.id, breaker);
    breaker.check();
    const entry: Entry = {
      card,
      // A start may report at once, so it begins after this function.
      loading: Promise.resolve().then(() => this.#start(entry, breaker)),
      progress: undefined,
      placement: undefined,
      users: 0,
      idleTimer: undefined,
      stop: new AbortController(),
    };
    this.#entries.set(card.id, entry);
    entry.loading.then(
      () => this.#rest(entry),
      (error: unknown) => {
        // A hub that cannot be reached, or a full disk, is not the model's own failure.
        if (this.#forget(entry) && asSpeechError(error).code === 'engine_failed') breaker.died();
      },
    );
    return entry;
  }

  async #start(entry: Entry, breaker: Breaker): Promise<LoadedEngine> {
    const { card, stop } = entry;
    await this.#makeRoom();
    stop.signal.throwIfAborted();
    const report = (progress: Progress) => this.#report(entry, progress);
    const starting = startAnywhere(this.#options.start, card, { report, signal: stop.signal });
    const { lost, ...started } = await abortable(starting, stop.signal);
    const { placement } = started;
    lost.throwIfAborted();
    lost.addEventListener('abort', () => {
      if (this.#forget(entry)) breaker.died();
    });
    entry.progress = undefined;
    entry.placement = placement;
    this.#touch(entry);
    const line = placement.device === 'webgpu' ? this.#gpu : createSerial();
    const run: Serial['run'] = async (task, options) => {
      const result = await line.run(task, options);
      breaker.worked();
      return result;
    };
    return { ...started, turns: { run } };
  }

  #report(entry: Entry, progress: Progress): void {
    // A loaded model may still fetch voices.
    if (entry.placement) return;
    const downloaded = entry.progress?.phase === 'download' && progress.phase === 'load';
    entry.progress = progress;
    if (downloaded) void this.#makeRoom();
    for (const listener of this.#watchers.get(entry.card.id) ?? []) listener(progress);
  }

  /** For a model that may have become idle. */
  #rest(entry: Entry): void {
    void this.#makeRoom().then(({ idleMinutes }) => {
      clearTimeout(entry.idleTimer);
      if (!this.#isIdle(entry)) return;
      entry.idleTimer = setTimeout(() => this.#end(entry), idleMinutes * 60_000);
    });
  }

  /** Unloads idle models until the others fit into the budget. */
  async #makeRoom(): Promise<PoolLimits> {
    const limits = await this.#options.limits();
    const tenants = [...this.#entries.values()]
      // What is still being downloaded takes no memory.
      .filter(({ progress }) => progress?.phase !== 'download')
      .map((entry) => ({
        entry,
        bytes: memoryOf(entry.card, entry.placement?.precision),
        idle: this.#isIdle(entry),
      }));
    for (const { entry } of surplus(tenants, limits.memoryBudget * 1e6)) this.#end(entry);
    return limits;
  }

  #isIdle(entry: Entry): boolean {
    return entry.placement !== undefined && entry.users === 0 && this.#isCurrent(entry);
  }

  #isCurrent(entry: Entry): boolean {
    return this.#entries.get(entry.card.id) === entry;
  }

  /** False for a thread that was ended on purpose, and is forgotten already. */
  #forget(entry: Entry): boolean {
    clearTimeout(entry.idleTimer);
    return this.#isCurrent(entry) && this.#entries.delete(entry.card.id);
  }

  #end(entry: Entry): void {
    this.#forget(entry);
    const { card, progress, stop } = entry;
    const message =
      progress?.phase === 'download'
        ? `The download of '${card.id}' was stopped. Ask again to go on with it.`
        : `The model '${card.id}' was unloaded. Ask again to load it.`;
    stop.abort(new SpeechError('engine_failed', message));
  }
}
