import { defaultHub, defaultHubPath } from '../../catalog/models';
import type { ModelClient } from '../../client/model-client';

/** Where models come from: the choice that holds, and the one that is being written. */
export class HubSetting {
  hub = $state('');
  hubPath = $state('');
  /** How the last change went, in words. */
  outcome = $state('');
  failure = $state<string>();
  /** The API has told the choice; what is written before would be lost. */
  known = $state(false);
  readonly isDefault = $derived(this.hub === defaultHub && this.hubPath === defaultHubPath);
  #models: ModelClient;

  constructor(models: ModelClient) {
    this.#models = models;
  }

  async load(): Promise<void> {
    await this.#try('', () => this.#models.hub());
  }

  async save(): Promise<void> {
    if (!this.known) return;
    const change = { hub: this.hub.trim(), hubPath: this.hubPath.trim() };
    await this.#try('Saved', () => this.#models.changeHub(change));
  }

  async reset(): Promise<void> {
    const change = { hub: defaultHub, hubPath: defaultHubPath };
    await this.#try('Hugging Face again', () => this.#models.changeHub(change));
  }

  async #try(
    outcome: string,
    work: () => Promise<{ hub: string; hubPath: string }>,
  ): Promise<void> {
    this.failure = undefined;
    this.outcome = '';
    try {
      const { hub, hubPath } = await work();
      this.hub = hub;
      this.hubPath = hubPath;
      this.known = true;
      this.outcome = outcome;
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }
}
