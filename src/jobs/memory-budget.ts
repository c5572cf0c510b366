import type { ModelCard } from '../catalog/models';

/** What the loaded models may take, as the user sets it. */
export type PoolLimits = {
  /** MB (10⁶ bytes) for all loaded models. */
  memoryBudget: number;
  /** Minutes after which a model that nobody asks is unloaded. */
  idleMinutes: number;
};

/** MB; the smallest models fit. */
export const leastBudget = 128;

/**
 * A quarter of the device's memory: the rest is for its system, the browser and the page. `machine` is a `navigator`,
 * which tells GiB; those of Firefox and Safari do not, and 4 keeps within what iOS gives a page (about 1.5 GB).
 */
export function defaultLimits(machine: object): PoolLimits {
  const told = 'deviceMemory' in machine ? machine.deviceMemory : undefined;
  const memory = typeof told === 'number' ? told : 4;
  return { memoryBudget: Math.max(leastBudget, memory * 256), idleMinutes: 10 };
}

/**
 * Memory of a loaded model for each byte of its file. Measured with onnxruntime-web 1.31 on a file of 300 MB whose arrays
 * are read one by one: 625 MB more in all processes of the browser, and WASM memory never shrinks.
 */
const bytesPerFileByte = 2.1;
/** Bytes of a thread with its runtime; measured as 110 MB with the smallest model. */
const bytesPerThread = 110e6;

/** Estimated bytes of a model in its thread; with the largest of its files until the precision is known. */
export function memoryOf({ weights }: ModelCard, precision?: string): number {
  const files = Object.entries(weights?.files ?? {});
  const used = files.filter(([name]) => name === precision);
  const sizes = (used.length > 0 ? used : files).map(([, { bytes }]) => bytes);
  return bytesPerThread + bytesPerFileByte * Math.max(0, ...sizes);
}

/** A model in memory. */
type Tenant = { bytes: number; idle: boolean };

/**
 * Those to unload so that the rest fits into `budget` bytes: only idle ones, from the front (the least recently used),
 * and never all. So models at work, or one alone, may exceed the budget.
 */
export function surplus<T extends Tenant>(tenants: readonly T[], budget: number): T[] {
  let left = tenants.length;
  let used = tenants.reduce((sum, { bytes }) => sum + bytes, 0);
  return tenants.filter(({ idle, bytes }) => {
    if (!idle || used <= budget || left === 1) return false;
    left--;
    used -= bytes;
    return true;
  });
}
