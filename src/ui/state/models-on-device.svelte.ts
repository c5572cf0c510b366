import { models as cards } from '../../catalog/models';
import type { DeviceClient } from '../../client/device-client';
import type { ModelClient } from '../../client/model-client';
import type { SpeechClient } from '../../client/speech-client';
import { DeviceCare } from './device-care.svelte';
import { DeviceStorage } from './device-storage.svelte';
import { HubSetting } from './hub-setting.svelte';
import { ModelCare } from './model-care.svelte';
import { ModelImport } from './model-import.svelte';
import { ModelList } from './model-list.svelte';

/** The models, where they come from, and what they have to run on: what the Models page shows. */
export class ModelsOnDevice {
  readonly list: ModelList;
  readonly storage = new DeviceStorage();
  readonly hub: HubSetting;
  readonly imports: ModelImport;
  readonly device: DeviceCare;
  /** One for each model of the catalog. */
  readonly cares: readonly ModelCare[];

  constructor(models: ModelClient, speech: SpeechClient, devices: DeviceClient) {
    this.list = new ModelList(models, speech);
    this.hub = new HubSetting(models);
    this.device = new DeviceCare(devices);
    this.imports = new ModelImport(models, this.list);
    const around = { models, speech, list: this.list, storage: this.storage };
    this.cares = cards.map((card) => new ModelCare(card, around));
  }
}
