import { findModel } from '../../catalog/models';
import { importModelArchive, openModelArchive } from '../../client/model-archive';
import { readModelFolder } from '../../client/model-folder';
import type { ModelClient } from '../../client/model-client';
import { pickFolder } from './folder-picker';
import type { ModelList } from './model-list.svelte';

/** A model that is brought along instead of downloaded. */
export class ModelImport {
  /** Bytes, while it goes on. */
  progress = $state.raw<{ name: string; loaded: number; total: number }>();
  outcome = $state('');
  failure = $state<string>();
  #models: ModelClient;
  #list: ModelList;
  #work: AbortController | undefined;

  constructor(models: ModelClient, list: ModelList) {
    this.#models = models;
    this.#list = list;
  }

  /** Files by their paths: one zip, or those of a folder. Does nothing while an import goes on. */
  async take(chosen: ReadonlyMap<string, Blob>): Promise<void> {
    if (chosen.size > 0) await this.#take(async () => chosen);
  }

  /** Asks for a folder, where the browser has a picker of folders. To be called in the handler of a click. */
  async takeFolder(): Promise<void> {
    await this.#take(async () => {
      const folder = await pickFolder('read');
      return folder && readModelFolder(folder);
    });
  }

  stop(): void {
    this.#work?.abort();
  }

  async #take(choose: () => Promise<ReadonlyMap<string, Blob> | undefined>): Promise<void> {
    if (this.#work) return;
    const work = new AbortController();
    this.#work = work;
    this.failure = undefined;
    this.outcome = '';
    try {
      const chosen = await choose();
      if (chosen) {
        this.outcome = `${await this.#import(chosen, work.signal)} is on this device now.`;
      }
    } catch (error) {
      if (work.signal.aborted) this.outcome = 'Stopped. Import it again to go on.';
      else this.failure = error instanceof Error ? error.message : String(error);
    }
    this.#work = undefined;
    this.progress = undefined;
    await this.#list.refresh();
  }

  /** Gives the model's name. */
  async #import(chosen: ReadonlyMap<string, Blob>, signal: AbortSignal): Promise<string> {
    const archive = await openModelArchive(chosen);
    const name = findModel(archive.model)?.name ?? archive.model;
    const total = archive.bytes;
    this.progress = { name, loaded: 0, total };
    for await (const loaded of importModelArchive(this.#models, archive, signal)) {
      this.progress = { name, loaded, total };
    }
    return name;
  }
}
