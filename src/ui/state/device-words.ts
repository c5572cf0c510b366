import type { DeviceHealth, GraphicsCard, Verdict } from '../../client/device-client';
import { amount } from './wording';

export const choiceWords = {
  auto: 'What suits each model',
  webgpu: 'The graphics card, always',
  wasm: 'The processor, always',
} as const;

/** The graphics card, and whether it is one. */
export function gpuWords(gpu: GraphicsCard | undefined): string {
  if (!gpu) return 'None that this browser offers to pages';
  return gpu.software ? `${gpu.name}, emulated on the processor` : gpu.name;
}

/** What of the card matters to models. */
export function abilityWords({ features, limits }: GraphicsCard): string {
  const halves = features.includes('shader-f16') ? '16-bit numbers' : 'No 16-bit numbers';
  const largest = limits['maxStorageBufferBindingSize'];
  return largest === undefined ? halves : `${halves}, up to ${amount(largest)} at a time`;
}

export function processorWords({ processors, threads, isolated }: DeviceHealth): string {
  const used = `${threads} of ${processors} threads used`;
  return isolated ? used : `${used}: this page is not isolated, which more would need`;
}

/** What a check found, for people. */
export function verdictWords({ agrees, finding, date }: Verdict): string {
  const day = new Date(date).toISOString().slice(0, 10);
  return `${agrees ? 'As on the processor' : 'Wrong, so it runs on the processor'}: ${finding} (${day})`;
}
