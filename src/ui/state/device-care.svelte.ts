import type { DeviceChoice, DeviceClient, DeviceHealth } from '../../client/device-client';
import type { Failure } from './speaking.svelte';

/** What this device computes with, as the API tells it, and what a person does about it. */
export class DeviceCare {
  /** Undefined until the API has told it. */
  health = $state.raw<DeviceHealth>();
  failure = $state.raw<Failure>();
  /** The id of the model that is being checked. */
  checking = $state<string>();
  /** How the last action went, in words. */
  outcome = $state('');
  #devices: DeviceClient;
  /** The failure that is shown is one of looking. */
  #unseen = false;

  constructor(devices: DeviceClient) {
    this.#devices = devices;
  }

  /** Asks again; what the last action came to stays. */
  async look(): Promise<void> {
    try {
      this.health = await this.#devices.health();
      if (this.#unseen) this.failure = undefined;
      this.#unseen = false;
    } catch (error) {
      this.#unseen = true;
      this.failure = { message: messageOf(error), again: () => void this.look() };
    }
  }

  /** For all models from their next start on. */
  async choose(choice: DeviceChoice): Promise<void> {
    await this.#try(
      () => this.choose(choice),
      async () => {
        await this.#devices.choose(choice);
        this.outcome = 'Saved';
      },
    );
  }

  /** Compares a model on the graphics card with the same on the processor; one check at a time. */
  async check(model: string): Promise<void> {
    if (this.checking !== undefined) return;
    this.checking = model;
    await this.#try(
      () => this.check(model),
      async () => {
        const { agrees } = await this.#devices.check(model);
        this.outcome = agrees ? 'Checked: it is right' : 'Checked: it is wrong';
      },
    );
    this.checking = undefined;
  }

  async #try(again: () => Promise<void>, work: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    this.outcome = '';
    try {
      await work();
      await this.look();
    } catch (error) {
      this.failure = { message: messageOf(error), again: () => void again() };
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
