import { models } from '../catalog/models';
import type { MachineFacts } from '../engines/device-machine';
import type { DeviceSurvey } from '../engines/device-survey';
import type { StorageFacts } from '../weights/storage-facts';
import type { DeviceChoice } from './device-choice';
import type { EnginePool } from './engine-pool';
import type { Health } from './speak-job';

/** What there is to work with. */
export type Devices = {
  devices: DeviceSurvey;
  choice: DeviceChoice;
  machine: () => MachineFacts;
  storage: () => Promise<StorageFacts>;
};

/** `Core.health` without what is going on. */
export async function readHealth(
  pool: Pick<EnginePool, 'placement'>,
  { devices, choice, machine, storage }: Devices,
): Promise<Omit<Health, 'waiting' | 'speaking'>> {
  const [gpu, verdicts, preference, room] = await Promise.all([
    devices.gpu(),
    devices.verdicts(),
    choice.setting.read(),
    storage(),
  ]);
  const loaded = models.filter((card) => pool.placement(card)).map(({ id }) => id);
  return { loaded, machine: machine(), storage: room, gpu, verdicts, preference };
}
