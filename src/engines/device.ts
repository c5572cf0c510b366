import type { ModelCard, Precision } from '../catalog/models';
import { openVerdicts, type Verdicts } from '../weights/verdicts';
import { sayVerdict, subjectOf } from './agreement/subject';
import { adapterName, isSoftware } from './device-name';
import { browserOf, policies, precisionsFor } from './device-policy';
import type { Device, DevicePreference } from './engine';

/** What of a thread's `navigator` tells about its devices. */
export type Machine = { userAgent: string; gpu?: Pick<GPU, 'requestAdapter'> | undefined };

type Surroundings = { machine?: Machine; verdicts?: Pick<Verdicts, 'find' | 'failures'> };

export type Choice = {
  device: Device;
  /** What to load of the model, best first. */
  precisions: readonly Precision[];
  /** One sentence for people. */
  reason: string;
};

/** A card that failed at work this often in a week is left alone. */
const tooManyFailures = 2;

/**
 * Where a model runs best in this thread, and in which precision; known before anything is downloaded. A device that is
 * asked for by name is chosen whatever speaks against it, also a software adapter or a card with a bad verdict.
 */
export async function chooseDevice(
  card: ModelCard,
  preference: DevicePreference,
  { machine = navigator, verdicts = openVerdicts() }: Surroundings = {},
): Promise<Choice> {
  const onProcessor = (why: string): Choice => {
    const precisions = precisionsFor(card.engine, 'wasm');
    return { device: 'wasm', precisions, reason: `On the processor: ${why}.` };
  };
  if (preference === 'wasm') return onProcessor('that is what was asked for');
  const early = preference === 'auto' ? browserObjection(card, machine) : undefined;
  if (early !== undefined) return onProcessor(early);

  const adapter = machine.gpu && (await findAdapter(machine.gpu));
  const precisions = precisionsFor(card.engine, 'webgpu', adapter?.features);
  const late =
    preference === 'auto'
      ? await adapterObjection(card, adapter, { machine, verdicts, precisions })
      : undefined;
  if (late !== undefined) return onProcessor(late);
  const name = adapter ? adapterName(adapter.info) : 'an adapter that is not there';
  return { device: 'webgpu', precisions, reason: `WebGPU on ${name}.` };
}

/** What speaks against the graphics card before anyone has looked at it. */
function browserObjection(card: ModelCard, machine: Machine): string | undefined {
  const { precisions, processorIn } = policies[card.engine];
  if (precisions.webgpu.length === 0) return 'this model computes too little for a graphics card';
  if (!machine.gpu) return 'this browser gives no WebGPU here';
  return processorIn[browserOf(machine.userAgent).name];
}

type Facts = Required<Surroundings> & Pick<Choice, 'precisions'>;

/** What speaks against this graphics card. */
async function adapterObjection(
  card: ModelCard,
  adapter: GPUAdapter | undefined,
  { machine, verdicts, precisions }: Facts,
): Promise<string | undefined> {
  if (!adapter) return 'the browser found no graphics card for WebGPU';
  const name = adapterName(adapter.info);
  if (isSoftware(adapter.info)) return `WebGPU is only emulated here (${name})`;
  const precision = precisions.find((precision) => card.weights?.files[precision]);
  if (!precision) return `the model has no file for ${name}`;

  const subject = subjectOf(card.id, precision, { adapter: adapter.info, machine });
  const verdict = await verdicts.find(subject);
  if (verdict && !verdict.agrees) return `${name} was wrong ${sayVerdict(verdict)}`;
  const failures = await verdicts.failures(subject);
  if (failures < tooManyFailures) return undefined;
  return `${name} failed ${failures} times in the last seven days`;
}

/** The fastest adapter; undefined when there is none, or none answers within ten seconds. */
export async function findAdapter(
  gpu: Pick<GPU, 'requestAdapter'>,
): Promise<GPUAdapter | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), 10_000);
  });
  try {
    const asked = gpu.requestAdapter({ powerPreference: 'high-performance' });
    return (await Promise.race([asked, late])) ?? undefined;
  } catch (error) {
    console.warn('WebGPU could not be asked for an adapter.', error);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
