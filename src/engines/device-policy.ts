import type { ModelCard, Precision } from '../catalog/models';
import type { Device } from './engine';

/** A browser's engine, in which all that matters here is alike. */
export type Browser = { name: 'Chromium' | 'Firefox' | 'Safari' | 'unknown'; version: string };

type Policy = {
  /** For each device the precisions that are worth loading there, the best one first. */
  precisions: Readonly<Record<Device, readonly Precision[]>>;
  /** Browsers in which the processor is chosen although there is a graphics card, and why. */
  processorIn: Readonly<Partial<Record<Browser['name'], string>>>;
};

/** What each engine gets unless the user wants something else; all of it was measured or reported by others. */
export const policies: Readonly<Record<ModelCard['engine'], Policy>> = {
  espeak: { precisions: { webgpu: [], wasm: [] }, processorIn: {} },
  kokoro: {
    precisions: {
      // The others are garbled or gibberish on one card or another: hexgrad/kokoro#68, microsoft/onnxruntime#29807.
      webgpu: ['fp32'],
      // The smallest and fastest; models without it have fp32.
      wasm: ['q8', 'fp32'],
    },
    processorIn: {
      // Whisper base took 79 s on WebGPU and 31 s on WASM: xenova/whisper-web#69.
      Firefox: 'Firefox is faster there than with WebGPU',
      // It hung, or the page was loaded again: hexgrad/kokoro#280, open-webui/open-webui#10009. No check finds that.
      Safari: 'Safari is known to hang with this model on WebGPU',
    },
  },
  whisper: {
    precisions: {
      // 16-bit floats overflow, and decoders in eight bits write gibberish: microsoft/onnxruntime#31626, field reports.
      // An exact encoder costs a card little, and loses no quiet word.
      webgpu: ['fp32+q4', 'q4', 'fp32'],
      // Eight bits do not load: huggingface/transformers.js#1707.
      wasm: ['q4', 'fp32'],
    },
    processorIn: {
      Firefox: 'Firefox is faster there than with WebGPU',
      Safari: 'Safari is known to hang with such models on WebGPU',
    },
  },
};

/** The precisions to load on a device, best first, without those that its card cannot compute. */
export function precisionsFor(
  engine: ModelCard['engine'],
  device: Device,
  features?: Pick<ReadonlySet<string>, 'has'>,
): Precision[] {
  const { precisions } = policies[engine];
  return computable(precisions[device], device, features);
}

/** 16-bit numbers need `shader-f16` on a graphics card. Known before anything is downloaded. */
export function computable(
  precisions: readonly Precision[],
  device: Device,
  features?: Pick<ReadonlySet<string>, 'has'>,
): Precision[] {
  if (device === 'wasm' || features?.has('shader-f16')) return [...precisions];
  return precisions.filter(
    (precision) => !precision.includes('f16') && !precision.includes('fp16'),
  );
}

/** On iOS every browser is Safari inside, and has no engine's name but WebKit's. */
export function browserOf(userAgent: string): Browser {
  const engines = [
    ['Firefox', /\bFirefox\/([\d.]+)/],
    // Also `HeadlessChrome`.
    ['Chromium', /Chrom(?:e|ium)\/([\d.]+)/],
    ['Safari', /\bVersion\/([\d.]+)/],
    ['Safari', /\bAppleWebKit\/([\d.]+)/],
  ] as const;
  for (const [name, pattern] of engines) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return { name, version };
  }
  return { name: 'unknown', version: '' };
}
