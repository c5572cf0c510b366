import { browserOf } from './device-policy';
import { wasmThreads } from './device-threads';

/** What a browser tells of the machine it runs on. */
export type MachineFacts = {
  /** Name and version of the browser's engine. */
  browser: string;
  /** Logical processors. */
  processors: number;
  /** With which WASM computes. */
  threads: number;
  /** Without it WASM has one thread. */
  isolated: boolean;
  /** GiB, rounded down and at most 8 or 32; undefined in browsers that do not tell. */
  memory: number | undefined;
};

/** Of the machine that this thread runs on. */
export function machineFacts(): MachineFacts {
  const { name, version } = browserOf(navigator.userAgent);
  const memory = 'deviceMemory' in navigator ? navigator.deviceMemory : undefined;
  return {
    browser: `${name} ${version}`.trim(),
    processors: navigator.hardwareConcurrency,
    threads: wasmThreads(),
    isolated: self.crossOriginIsolated,
    memory: typeof memory === 'number' ? memory : undefined,
  };
}
