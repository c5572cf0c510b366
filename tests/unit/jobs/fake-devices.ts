import type { ModelCard } from '../../../src/catalog/models';
import type { DeviceSurvey } from '../../../src/engines/device-survey';
import type { DevicePreference, Placement } from '../../../src/engines/engine';
import { createDeviceChoice } from '../../../src/jobs/device-choice';
import type { Verdict } from '../../../src/weights/verdicts';

/** Devices that are known from the start; verdicts are added by the test. */
export function fakeDevices(planned: Placement['device'] = 'wasm') {
  const verdicts: Verdict[] = [];
  const forgotten: string[] = [];
  let preference: DevicePreference = 'auto';
  const choice = createDeviceChoice({
    read: async () => preference,
    change: async (value) => (preference = value),
  });
  const devices: DeviceSurvey = {
    plan: async () => ({ device: planned, precision: 'fp32', reason: 'It was planned.' }),
    gpu: async () => undefined,
    objection: async ({ engine }) => (engine === 'espeak' ? 'it is too small' : undefined),
    verdicts: async () => verdicts,
    async forget({ id }) {
      forgotten.push(id);
    },
  };
  const machine = () => ({
    browser: 'none',
    processors: 2,
    threads: 1,
    isolated: false,
    memory: undefined,
  });
  const storage = async () => ({ usage: undefined, quota: undefined, persisted: undefined });
  return { devices, choice, machine, storage, verdicts, forgotten };
}

export function verdictOn({ id }: ModelCard, agrees: boolean): Verdict {
  const subject = { model: id, precision: 'fp32', adapter: 'a', browser: 'b', runtime: 'c' };
  return { ...subject, agrees, finding: 'silence', figures: {}, date: Date.now() };
}
