import type * as Runtime from 'onnxruntime-web';
import gpuModule from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import gpuBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmModule from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { SpeechError } from '../base/errors';
import { lazy } from '../base/lazy';
import { createSerial } from '../base/serial';
import type { FileBytes } from '../weights/store';
import { findAdapter } from './device';
import { wasmThreads } from './device-threads';
import { takeOutWeights } from './external-weights';
import { watchDevice, type DeviceWatch } from './device-watch';
import type { Device } from './engine';
import { smallestModel } from './smallest-model';

/** An array for a model, with its shape. */
export type Input =
  | { type: 'float32'; data: Float32Array; dims: readonly number[] }
  | { type: 'int64'; data: BigInt64Array; dims: readonly number[] };

/** An array from a model; its data is a copy outside the model's memory. */
export type Output = { data: Float32Array<ArrayBuffer> | number[]; dims: readonly number[] };

/** An ONNX file: a small one as it is, a large one by its parts. */
export type Model = Blob | FileBytes;

/** A loaded ONNX model. Its runs wait for each other. */
export type Session = {
  run(inputs: Readonly<Record<string, Input>>): Promise<Readonly<Record<string, Output>>>;
  dispose(): Promise<void>;
};

/** A model on a graphics card. A run fails when the card reports an error or is lost meanwhile. */
export type GpuSession = Session & {
  adapter: GPUAdapterInfo;
  watch: DeviceWatch;
  /** Starts the same model on the processor, in this thread. */
  startOnProcessor: () => Promise<Session>;
};

/**
 * Starts a model on WebGPU; any adapter will do, also a software one. Throws SpeechError `engine_unavailable`; then the
 * runtime of this thread cannot be used any more: try again in a new one.
 */
export async function createGpuSession(model: Model): Promise<GpuSession> {
  const adapter = await requireGpu();
  const session = await createSession(model, 'webgpu');
  const watch = await watchGpu();
  return {
    ...session,
    run: (inputs) => watch.during(() => session.run(inputs)),
    adapter: adapter.info,
    watch,
    startOnProcessor: () => createSession(model, 'wasm', { runtime: 'webgpu' }),
  };
}

/**
 * Starts a model on a device. The runtime for WebGPU can also compute on the processor; it is twice as large. Throws
 * SpeechError `engine_unavailable`.
 */
export async function createSession(
  model: Model,
  device: Device,
  { runtime: wanted = device }: { runtime?: Device } = {},
): Promise<Session> {
  const runtime = await startRuntime(wanted);
  try {
    const session = await startSession(model, device, { runtime: wanted });
    return {
      run: (inputs) => inTurn(() => run(runtime, session, inputs)),
      dispose: () => session.release(),
    };
  } catch (cause) {
    throw notStarted('model', device, cause);
  }
}

type SessionOptions = {
  runtime?: Device;
  /** Names of outputs that stay on a graphics card. */
  onCard?: readonly string[];
  /**
   * Nothing is computed ahead of what the model has: a matrix that it turns about in each of two branches would be in
   * memory three times.
   */
  asStored?: boolean;
};

/**
 * A session as the runtime has it: who runs it takes turns (`inTurn`), and frees all tensors. Throws SpeechError
 * `engine_unavailable` where there is no runtime, and for a model that does not start what the runtime throws.
 */
export async function startSession(
  model: Model,
  device: Device,
  { runtime: wanted = device, onCard = [], asStored = false }: SessionOptions = {},
): Promise<Runtime.InferenceSession> {
  const stays = Object.fromEntries(onCard.map((name) => [name, 'gpu-buffer' as const]));
  return createFrom(model, await startRuntime(wanted), {
    executionProviders: [device],
    ...quiet,
    ...(onCard.length > 0 ? { preferredOutputLocation: stays } : {}),
    ...(asStored ? { extra: { optimization: withoutFolding } } : {}),
  });
}

const withoutFolding = { disable_specified_optimizers: 'ConstantFolding' };

const turns = createSerial();

/** One run at a time in this thread, also of different sessions: the runtime for WebGPU is lost with a second one. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  return turns.run(run);
}

/** Only errors are told on the console. */
const quiet = { logSeverityLevel: 3 } as const;

const starting = { webgpu: lazy(() => start('webgpu')), wasm: lazy(() => start('wasm')) };

/**
 * The runtime of this thread, ready for a model. It takes as long as a hundred megabytes take to be read, and most of it
 * elsewhere: begin before the model is there. Throws SpeechError `engine_unavailable`.
 */
export function startRuntime(device: Device): Promise<typeof Runtime> {
  return starting[device]();
}

async function start(device: Device): Promise<typeof Runtime> {
  try {
    const runtime = await loadRuntime(device);
    // It starts with its first model, and on the processor it can always compute.
    const options = { executionProviders: ['wasm'], ...quiet };
    const session = await runtime.InferenceSession.create(smallestModel(), options);
    await session.release();
    return runtime;
  } catch (cause) {
    throw notStarted('runtime', device, cause);
  }
}

function notStarted(what: string, device: Device, cause: unknown): SpeechError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const where = device === 'webgpu' ? 'WebGPU' : 'WASM';
  return new SpeechError(
    'engine_unavailable',
    `The ${what} could not be started on ${where}: ${why}`,
    { cause },
  );
}

function createFrom(
  model: Model,
  { InferenceSession }: typeof Runtime,
  options: Runtime.InferenceSession.SessionOptions,
): Promise<Runtime.InferenceSession> {
  if (model instanceof Blob) {
    // The runtime copies the bytes into its own memory; nothing here holds on to them.
    return model
      .arrayBuffer()
      .then((bytes) => InferenceSession.create(new Uint8Array(bytes), options));
  }
  const { model: slim, externalData } = takeOutWeights(model);
  return InferenceSession.create(slim, { ...options, externalData });
}

/** Watches the device that the runtime made with its first session on WebGPU. */
export async function watchGpu(): Promise<DeviceWatch> {
  return watchDevice(await (await loadRuntime('webgpu')).env.webgpu.device);
}

/** Throws SpeechError `engine_unavailable` when there is no adapter; any will do. */
export async function requireGpu(): Promise<GPUAdapter> {
  const gpu: GPU | undefined = navigator.gpu;
  const adapter = gpu && (await findAdapter(gpu));
  if (adapter) return adapter;
  const why = gpu ? 'the browser found no adapter.' : 'this browser gives no WebGPU here.';
  throw new SpeechError('engine_unavailable', `WebGPU cannot be used: ${why}`);
}

/** Both runtimes come from our own origin; only the one that is used is fetched. */
export async function loadRuntime(device: Device): Promise<typeof Runtime> {
  const gpu = device === 'webgpu';
  const runtime = await (gpu ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'));
  const { env } = runtime;
  env.logLevel = 'error';
  env.wasm.wasmPaths = {
    mjs: absolute(gpu ? gpuModule : wasmModule),
    wasm: absolute(gpu ? gpuBinary : wasmBinary),
  };
  env.wasm.numThreads = wasmThreads();
  // Sessions already live in a thread of their own.
  env.wasm.proxy = false;
  // Threads that cannot be started would otherwise be waited for without an end.
  env.wasm.initTimeout = 4 * 60_000;
  return runtime;
}

/** Built, the address is whole; in development it is a path. */
function absolute(url: string): string {
  return new URL(url, self.location.href).href;
}

async function run(
  { Tensor }: typeof Runtime,
  session: Runtime.InferenceSession,
  inputs: Readonly<Record<string, Input>>,
): Promise<Record<string, Output>> {
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      input.type === 'int64'
        ? new Tensor('int64', input.data, input.dims)
        : new Tensor('float32', input.data, input.dims),
    ]),
  );
  let results: Runtime.InferenceSession.ReturnType = {};
  try {
    results = await session.run(feeds);
    return Object.fromEntries(
      Object.entries(results).map(([name, { data, dims }]) => [
        name,
        { data: copy(name, data), dims },
      ]),
    );
  } finally {
    for (const tensor of [...Object.values(feeds), ...Object.values(results)]) tensor.dispose();
  }
}

function copy(
  name: string,
  data: Runtime.InferenceSession.ReturnType[string]['data'],
): Output['data'] {
  if (data instanceof Float32Array) return new Float32Array(data);
  if (data instanceof BigInt64Array || data instanceof Int32Array) return Array.from(data, Number);
  throw new SpeechError('engine_failed', `The model's output '${name}' has an unknown type.`);
}
