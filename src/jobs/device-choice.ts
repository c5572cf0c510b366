import type { ModelCard } from '../catalog/models';
import type { DevicePreference } from '../engines/engine';
import type { KeptSetting } from '../weights/kept-setting';

/** Which device each model is to start on: what the user chose, except while a check wants another one. */
export type DeviceChoice = {
  setting: KeptSetting<DevicePreference>;
  of: (card: ModelCard) => Promise<DevicePreference>;
  /** Until `work` is done, the model starts on the graphics card. */
  onGpu<T>(card: ModelCard, work: () => Promise<T>): Promise<T>;
};

export function createDeviceChoice(setting: KeptSetting<DevicePreference>): DeviceChoice {
  const onGpu = new Set<string>();
  return {
    setting,
    of: async (card) => (onGpu.has(card.id) ? 'webgpu' : setting.read()),
    async onGpu(card, work) {
      onGpu.add(card.id);
      try {
        return await work();
      } finally {
        onGpu.delete(card.id);
      }
    },
  };
}
