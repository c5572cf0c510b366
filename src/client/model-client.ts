import type { ArchivedFile } from '../catalog/model-archive';
import { createAsk, type Fetch } from './ask';

/** Where a model is: part of the app, to be downloaded, on its way, on this device, or ready in memory. */
export type ModelState = 'embedded' | 'absent' | 'downloading' | 'stored' | 'loaded';

/** Where a model runs, or would run, and why: `reason` is a sentence for people. */
export type Placement = { device: string; precision: string; reason: string };

/** Bytes so far and in all; `total` is undefined while it is unknown. */
export type ModelProgress = {
  phase: 'download' | 'load';
  loaded: number;
  total: number | undefined;
};

/** What a model does at this moment. */
export type ModelInfo = {
  /** Its id, not an alias. */
  id: string;
  state: ModelState;
  /** Bytes on this device, an unfinished download included. */
  storedBytes: number;
  /** It was on this device, and the browser removed it to free space. */
  evicted: boolean;
  /** While it is downloaded or loaded. */
  progress: ModelProgress | undefined;
  /** While it is loaded. */
  placement: Placement | undefined;
  /** Where it would run; undefined while nobody knows. */
  planned: Placement | undefined;
};

/** Where models come from. */
export type HubChoice = {
  /** Base URL of the hub. */
  hub: string;
  /** Where the hub has a file: `{hub}/…` with `{repo}`, `{revision}` and `{path}` in it. */
  hubPath: string;
};

/** A part of a file that is brought along; `index` counts parts of `archivePartSize` bytes from 0. */
export type FilePart = { index: number; bytes: Blob };

type Options = { signal?: AbortSignal };
type Unload = { /** Breaks off requests that need the model. */ force: boolean };

/** Every method throws ApiError with the API's own message, or the reason of an aborted signal. */
export type ModelClient = {
  /** All models. */
  list(options?: Options): Promise<ModelInfo[]>;
  /** Frees the model's memory, or stops its download; what has arrived is kept. */
  unload(model: string, how: Unload): Promise<void>;
  /** Removes the model's files from this device, those of an unfinished download too. */
  remove(model: string, how: Unload): Promise<void>;
  /** The model's files as one zip; `size` in bytes. */
  exportFiles(
    model: string,
    options?: Options,
  ): Promise<{ size: number; bytes: ReadableStream<Uint8Array<ArrayBuffer>> }>;
  /** Stores a part of a file; true when no further part of that file is needed. */
  importPart(
    model: string,
    file: ArchivedFile,
    part: FilePart,
    options?: Options,
  ): Promise<boolean>;
  hub(options?: Options): Promise<HubChoice>;
  /** What is left out stays. */
  changeHub(change: Partial<HubChoice>): Promise<HubChoice>;
};

const json = 'application/json';

/** The API's client for the care of models; `base` stands before `/v1/…`. */
export function createModelClient(fetch: Fetch, base = ''): ModelClient {
  const ask = createAsk(fetch, base);
  const pathOf = (model: string) => `models/${encodeURIComponent(model)}`;

  return {
    async list(options = {}) {
      const response = await ask('models', options, json);
      return modelsIn(await response.json());
    },

    async unload(model, { force }) {
      await ask(`${pathOf(model)}/unload?force=${force}`, { method: 'POST' }, json);
    },

    async remove(model, { force }) {
      await ask(`${pathOf(model)}?force=${force}`, { method: 'DELETE' }, json);
    },

    async exportFiles(model, options = {}) {
      const response = await ask(`${pathOf(model)}/files`, options, 'application/zip');
      const bytes = response.body ?? new Blob().stream();
      return { size: Number(response.headers.get('content-length')), bytes };
    },

    async importPart(model, { repo, path, size, sha256 }, { index, bytes }, options = {}) {
      const facts = { repo, path, size: String(size), sha256, part: String(index) };
      const query = new URLSearchParams(facts).toString();
      const headers = { 'content-type': 'application/octet-stream' };
      const init = { ...options, method: 'PUT', headers, body: bytes };
      const response = await ask(`${pathOf(model)}/files?${query}`, init, json);
      return ((await response.json()) as { whole: boolean }).whole;
    },

    async hub(options = {}) {
      return hubIn(await (await ask('settings', options, json)).json());
    },

    async changeHub(change) {
      const headers = { 'content-type': json };
      const init = { method: 'PUT', headers, body: JSON.stringify(change) };
      return hubIn(await (await ask('settings', init, json)).json());
    },
  };
}

type ListedModel = {
  id: string;
  sotto?: {
    model: string;
    state: ModelState;
    stored_bytes: number;
    evicted: boolean;
    progress: { phase: 'download' | 'load'; loaded: number; total: number | null } | null;
    device: string | null;
    precision: string | null;
    reason: string | null;
    planned: Placement | null;
  };
};

function modelsIn(payload: unknown): ModelInfo[] {
  const { data } = payload as { data: ListedModel[] };
  // The list also has each alias, for OpenAI's clients.
  return data.flatMap(({ id, sotto }) => (sotto?.model === id ? [{ id, ...infoOf(sotto) }] : []));
}

function infoOf(sotto: NonNullable<ListedModel['sotto']>): Omit<ModelInfo, 'id'> {
  const { state, evicted, progress, device, precision, reason, planned } = sotto;
  return {
    state,
    storedBytes: sotto.stored_bytes,
    evicted,
    progress: progress ? { ...progress, total: progress.total ?? undefined } : undefined,
    placement:
      device === null ? undefined : { device, precision: precision ?? '', reason: reason ?? '' },
    planned: planned ?? undefined,
  };
}

function hubIn(payload: unknown): HubChoice {
  const { hub, hubPath } = payload as HubChoice;
  return { hub, hubPath };
}
