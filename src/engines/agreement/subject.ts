import { dependencies } from '../../../package.json';
import type { Gpu, Subject, Verdict } from '../../weights/verdicts';
import { adapterKey } from '../device-name';
import { browserOf, type Browser } from '../device-policy';

type Where = { adapter: GPUAdapterInfo; machine?: { userAgent: string } };

/** What a verdict on a model on this graphics card has to be about. */
export function subjectOf(
  model: string,
  precision: string,
  { adapter, machine = navigator }: Where,
): Subject {
  return {
    model,
    precision,
    ...gpuOf(adapter, browserOf(machine.userAgent)),
    runtime: dependencies['onnxruntime-web'],
  };
}

/** A graphics card as a browser drives it: another version of either may be right where this one is wrong. */
export function gpuOf(adapter: GPUAdapterInfo, { name, version }: Browser): Gpu {
  return { adapter: adapterKey(adapter), browser: `${name} ${version}` };
}

/** The end of a sentence: "when it was checked against the processor on 2026-03-01: log-mel distance 0.07, …". */
export function sayVerdict({ date, finding }: Verdict): string {
  const day = new Date(date).toISOString().slice(0, 10);
  return `when it was checked against the processor on ${day}: ${finding}`;
}
