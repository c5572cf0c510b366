import type { DevicePreference } from '../engines/engine';
import type { HubSetting } from '../weights/hub-setting';
import type { KeptSetting } from '../weights/kept-setting';
import type { PoolLimits } from './memory-budget';
import type { Settings, SettingsChange } from './speak-job';

type Options = {
  hubSetting: HubSetting;
  limits: KeptSetting<PoolLimits>;
  device: KeptSetting<DevicePreference>;
  /** Called when another device was chosen. */
  onDevice: () => void;
};

/** All settings of this device as one. */
export function createSettings({ hubSetting, limits, device, onDevice }: Options) {
  const read = async (): Promise<Settings> => ({
    ...(await hubSetting.read()),
    ...(await limits.read()),
    device: await device.read(),
  });
  return {
    read,
    /** As `Core.changeSettings`. */
    change: async (changes: SettingsChange): Promise<Settings> => {
      const { hub, hubPath, memoryBudget, idleMinutes } = changes;
      await hubSetting.change({ hub, hubPath });
      if (memoryBudget !== undefined || idleMinutes !== undefined) {
        const kept = await limits.read();
        await limits.change({
          memoryBudget: memoryBudget ?? kept.memoryBudget,
          idleMinutes: idleMinutes ?? kept.idleMinutes,
        });
      }
      if (changes.device !== undefined && changes.device !== (await device.read())) {
        await device.change(changes.device);
        onDevice();
      }
      return read();
    },
  };
}
