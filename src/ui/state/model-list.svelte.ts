import { SvelteMap } from 'svelte/reactivity';
import type { ModelClient, ModelInfo, ModelState } from '../../client/model-client';
import type { SpeechClient } from '../../client/speech-client';

/** Milliseconds between two looks at the models: while one is on its way, and else. */
const pace = { busy: 500, calm: 3000 };

/** What the models of this device do, as the API tells it. */
export class ModelList {
  /** Why it is not known, when it should be. */
  failure = $state<string>();
  #models: ModelClient;
  #speech: SpeechClient;
  #infos = new SvelteMap<string, ModelInfo>();
  #warmedUp: string[] = [];
  /** Bytes on this device, of all models. */
  readonly storedBytes = $derived(
    [...this.#infos.values()].reduce((sum, { storedBytes }) => sum + storedBytes, 0),
  );
  readonly busy = $derived([...this.#infos.values()].some(({ progress }) => progress));

  constructor(models: ModelClient, speech: SpeechClient) {
    this.#models = models;
    this.#speech = speech;
  }

  /** Undefined until the API has told it. */
  infoOf(id: string): ModelInfo | undefined {
    return this.#infos.get(id);
  }

  stateOf(id: string): ModelState | undefined {
    return this.infoOf(id)?.state;
  }

  /** Loads a model that is part of the app while the user still writes, so that the first words come at once; only once. */
  async warmUp(id: string): Promise<void> {
    if (this.stateOf(id) !== 'embedded' || this.#warmedUp.includes(id)) return;
    this.#warmedUp.push(id);
    try {
      for await (const event of this.#speech.prepare(id)) if (event.type === 'ready') break;
      await this.refresh();
    } catch (error) {
      // Nobody has asked for anything yet; speaking tries again, and says what is wrong.
      console.warn(`The model '${id}' could not be loaded ahead.`, error);
    }
  }

  /** What could not be learnt stays as it was; pages work without it, and `failure` says why. */
  async refresh(): Promise<void> {
    try {
      for (const info of await this.#models.list()) this.#infos.set(info.id, info);
      this.failure = undefined;
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
      console.warn('The states of the models are not known.', error);
    }
  }

  /** Keeps looking, since other tabs and programs ask for models too; returns the way to stop. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const look = async () => {
      if (!document.hidden) await this.refresh();
      if (!stopped) timer = setTimeout(() => void look(), this.busy ? pace.busy : pace.calm);
    };
    void look();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }
}
