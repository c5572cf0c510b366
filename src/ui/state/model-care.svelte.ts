import type { ModelCard } from '../../catalog/models';
import { ApiError } from '../../client/api-error';
import { writeModelFolder } from '../../client/model-folder';
import type { ModelClient } from '../../client/model-client';
import type { SpeechClient } from '../../client/speech-client';
import type { DeviceStorage } from './device-storage.svelte';
import type { ModelList } from './model-list.svelte';
import { chooseTarget, type SaveStream } from './save-stream';
import { pickFolder } from './folder-picker';
import type { Failure } from './speaking.svelte';

type Around = {
  models: ModelClient;
  speech: SpeechClient;
  list: ModelList;
  storage: DeviceStorage;
};

/** What a person does with one model, and how that goes. */
export class ModelCare {
  readonly card: ModelCard;
  failure = $state.raw<Failure>();
  /** A download that was asked for, and has not begun yet. */
  starting = $state(false);
  /** Bytes while the model is exported; `total` is 0 until its files are checked. */
  exporting = $state.raw<{ loaded: number; total: number }>();
  #around: Around;
  /** The end of a download was asked for, and is no failure. */
  #stopping = false;

  constructor(card: ModelCard, around: Around) {
    this.card = card;
    this.#around = around;
  }

  get info() {
    return this.#around.list.infoOf(this.card.id);
  }

  /** Downloads and loads it, or goes on where that was stopped. To be called in the handler of a click. */
  async download(): Promise<void> {
    const { speech, storage, list } = this.#around;
    if (this.card.weights?.hub === 'chosen') void storage.ask();
    this.#stopping = false;
    this.starting = true;
    await this.#try(
      () => this.download(),
      async () => {
        for await (const _event of speech.prepare(this.card.id)) {
          if (this.starting) await list.refresh();
          this.starting = false;
        }
      },
    );
    this.starting = false;
  }

  /** Stops a download; what has arrived is kept. */
  async pause(): Promise<void> {
    this.#stopping = true;
    await this.#try(
      () => this.pause(),
      () => this.#around.models.unload(this.card.id, { force: true }),
    );
  }

  /** Frees its memory, unless it is speaking. */
  async unload(): Promise<void> {
    await this.#try(
      () => this.unload(),
      async () => {
        try {
          await this.#around.models.unload(this.card.id, { force: false });
        } catch (error) {
          // The API's own words are for programs, which can force it.
          if (!(error instanceof ApiError) || error.status !== 409) throw error;
          throw new Error(`${this.card.name} is at work. Try again when it is done.`, {
            cause: error,
          });
        }
      },
    );
  }

  /** Removes it from this device, and breaks off what it does. */
  async remove(): Promise<void> {
    this.#stopping = true;
    await this.#try(
      () => this.remove(),
      () => this.#around.models.remove(this.card.id, { force: true }),
    );
  }

  /** As one archive. To be called in the handler of a click: some browsers then ask where the file goes. */
  async export(): Promise<void> {
    const again = () => this.export();
    await this.#export(again, () => chooseTarget(`${this.card.id}.zip`));
  }

  /** As a folder, where the browser has a picker of folders. To be called in the handler of a click. */
  async exportFolder(): Promise<void> {
    await this.#export(
      () => this.exportFolder(),
      async () => {
        const parent = await pickFolder('readwrite');
        return parent && ((bytes) => writeModelFolder(parent, this.card.id, bytes));
      },
    );
  }

  async #export(
    again: () => Promise<void>,
    choose: () => Promise<SaveStream | undefined>,
  ): Promise<void> {
    await this.#try(again, async () => {
      const save = await choose();
      if (!save) return;
      this.exporting = { loaded: 0, total: 0 };
      const { size, bytes } = await this.#around.models.exportFiles(this.card.id);
      await save(bytes.pipeThrough(this.#counted(size)));
    });
    this.exporting = undefined;
  }

  #counted(total: number): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
    let loaded = 0;
    return new TransformStream({
      transform: (piece, controller) => {
        loaded += piece.length;
        this.exporting = { loaded, total };
        controller.enqueue(piece);
      },
    });
  }

  async #try(again: () => Promise<void>, work: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!this.#stopping) this.failure = { message, again: () => void again() };
    }
    await this.#around.list.refresh();
  }
}
