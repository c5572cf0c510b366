import { createAsk, type Fetch } from './ask';

/** Where models are to run; `auto` is what suits the model, the browser and the machine. */
export type DeviceChoice = 'auto' | 'webgpu' | 'wasm';

/** What a check of a model on a graphics card found. */
export type Verdict = {
  model: string;
  precision: string;
  adapter: string;
  browser: string;
  agrees: boolean;
  finding: string;
  figures: Record<string, number>;
  /** Unix milliseconds. */
  date: number;
};

export type GraphicsCard = {
  name: string;
  /** It is a program that computes on the processor. */
  software: boolean;
  /** WebGPU’s names. */
  features: string[];
  limits: Record<string, number>;
  /** At work, in the last seven days. */
  failures: number;
};

/** What this device has to compute with. */
export type DeviceHealth = {
  browser: string;
  /** Logical processors. */
  processors: number;
  /** With which a model computes on the processor. */
  threads: number;
  isolated: boolean;
  choice: DeviceChoice;
  /** Undefined when the browser offers none. */
  gpu: GraphicsCard | undefined;
  verdicts: Verdict[];
};

type Options = { signal?: AbortSignal };

/** Every method throws ApiError with the API's own message, or the reason of an aborted signal. */
export type DeviceClient = {
  health(options?: Options): Promise<DeviceHealth>;
  /** Counts for models that start from now on; idle ones are unloaded. */
  choose(choice: DeviceChoice): Promise<void>;
  /** Compares a model on the graphics card with the same on the processor, which may take a minute. */
  check(model: string, options?: Options): Promise<Verdict>;
};

const json = 'application/json';

/** The API's client for what this device computes with; `base` stands before `/v1/…`. */
export function createDeviceClient(fetch: Fetch, base = ''): DeviceClient {
  const ask = createAsk(fetch, base);
  return {
    async health(options = {}) {
      return healthIn(await (await ask('health', options, json)).json());
    },

    async choose(choice) {
      const headers = { 'content-type': json };
      const body = JSON.stringify({ device: choice });
      await ask('settings', { method: 'PUT', headers, body }, json);
    },

    async check(model, options = {}) {
      const path = `models/${encodeURIComponent(model)}/check`;
      const response = await ask(path, { ...options, method: 'POST' }, json);
      return (await response.json()) as Verdict;
    },
  };
}

function healthIn(payload: unknown): DeviceHealth {
  const { sotto } = payload as {
    sotto: {
      browser: string;
      hardware_concurrency: number;
      threads: number;
      cross_origin_isolated: boolean;
      device: DeviceChoice;
      gpu: GraphicsCard | null;
      verdicts: Verdict[];
    };
  };
  return {
    browser: sotto.browser,
    processors: sotto.hardware_concurrency,
    threads: sotto.threads,
    isolated: sotto.cross_origin_isolated,
    choice: sotto.device,
    gpu: sotto.gpu ?? undefined,
    verdicts: sotto.verdicts,
  };
}
