import type { ModelCard } from '../catalog/models';
import { openVerdicts, type Verdict, type Verdicts } from '../weights/verdicts';
import { gpuOf } from './agreement/subject';
import { chooseDevice, findAdapter, type Machine } from './device';
import { adapterName, isSoftware } from './device-name';
import { browserOf, policies } from './device-policy';
import type { DevicePreference, Placement } from './engine';

/** A graphics card as this browser offers it. */
export type GpuFacts = {
  name: string;
  /** It is a program that computes on the processor. */
  software: boolean;
  /** WebGPU's own names, such as `shader-f16`. */
  features: string[];
  /** Those that a model may meet, under WebGPU's names. */
  limits: Record<(typeof tellingLimits)[number], number>;
  /** How often it failed at work in the last seven days. */
  failures: number;
};

/** What is known of a device without loading a model. */
export type DeviceSurvey = {
  /** Where a model would run, and why, by the same rules as when it is loaded. */
  plan: (card: ModelCard) => Promise<Placement>;
  /** Undefined when the browser offers none. */
  gpu: () => Promise<GpuFacts | undefined>;
  /** Why a model cannot be tried on a graphics card; undefined when it can. */
  objection: (card: ModelCard) => Promise<string | undefined>;
  verdicts: () => Promise<Verdict[]>;
  /** Forgets what is known of a model on graphics cards. */
  forget: (card: ModelCard) => Promise<void>;
};

const tellingLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
] as const;

type Options = {
  preference: (card: ModelCard) => Promise<DevicePreference>;
  machine?: Machine;
  verdicts?: Pick<Verdicts, 'find' | 'failures' | 'all' | 'forget'>;
};

export function createDeviceSurvey(options: Options): DeviceSurvey {
  const { preference, machine: own = navigator, verdicts = openVerdicts() } = options;
  const machine = { userAgent: own.userAgent, gpu: own.gpu && rememberAdapter(own.gpu) };
  const adapter = async () => machine.gpu && (await findAdapter(machine.gpu));

  return {
    async plan(card) {
      const choice = await chooseDevice(card, await preference(card), { machine, verdicts });
      const { device, precisions, reason } = choice;
      const precision = precisions.find((precision) => card.weights?.files[precision]) ?? 'none';
      return { device, precision, reason };
    },

    async gpu() {
      const found = await adapter();
      if (!found) return undefined;
      const { info, features, limits } = found;
      return {
        name: adapterName(info),
        software: isSoftware(info),
        features: [...features].sort(),
        limits: Object.fromEntries(
          tellingLimits.map((name) => [name, limits[name]]),
        ) as GpuFacts['limits'],
        failures: await verdicts.failures(gpuOf(info, browserOf(machine.userAgent))),
      };
    },

    async objection(card) {
      if (policies[card.engine].precisions.webgpu.length === 0) {
        return 'it computes too little for one';
      }
      if (!machine.gpu) return 'this browser gives no WebGPU here';
      return (await adapter()) ? undefined : 'the browser found none for WebGPU';
    },

    verdicts: () => verdicts.all(),
    forget: ({ id }) => verdicts.forget(id),
  };
}

/** Milliseconds for which an adapter is not asked for again: a page asks for plans twice a second while it loads. */
const shelfLife = 30_000;

/** A card may come and go, so the answer is forgotten after a while. */
function rememberAdapter(gpu: NonNullable<Machine['gpu']>): NonNullable<Machine['gpu']> {
  let found: Promise<GPUAdapter | null> | undefined;
  let asked = -Infinity;
  return {
    requestAdapter(options) {
      if (found && performance.now() - asked < shelfLife) return found;
      asked = performance.now();
      return (found = gpu.requestAdapter(options));
    },
  };
}
