import { SpeechError } from '../base/errors';

/** One file of a model, as its hub names it. */
export type FileRef = {
  /**
   * The hub's base URL without a trailing slash, e.g. `https://huggingface.co`, or the address of a file there with
   * `{repo}`, `{revision}` and `{path}` in the place of these.
   */
  hub: string;
  /** `owner/name`. */
  repo: string;
  revision: string;
  /** Path inside the repository, e.g. `onnx/model.onnx`. */
  path: string;
  /** For a file that has only one right content: no listing is asked for it, and nothing else is kept. */
  pinned?: PinnedContent;
};

export type PinnedContent = {
  size: number;
  /** Hex. */
  sha256: string;
  /** Where it is fetched, when that is not the hub; on this device it belongs to the repository all the same. */
  url?: string;
};

/** Bytes so far and in all, of one file; `total` is undefined until the hub has told it. */
export type FileProgress = { loaded: number; total: number | undefined };

export type ReadOptions = {
  /** Ends the caller's own waiting and downloading; what is stored by then stays, and the next read goes on there. */
  signal?: AbortSignal;
  /** Called at least once when bytes arrive from the hub; not called for a file that is already stored. */
  report?: (progress: FileProgress) => void;
};

/** A stored file that was checked, and is read in parts, at once; only in a worker, where a browser allows that. */
export type FileBytes = {
  /** Bytes. */
  size: number;
  /** The bytes from `start` to `end` (exclusive), for the caller to keep. */
  read(start: number, end: number): Uint8Array<ArrayBuffer>;
  /**
   * For the parts that are still wanted, each once and in any order: gives a function that reads them, and lets go of
   * everything else now, and of each part as it is read. Its bytes are good until it is called again.
   */
  giveOnce(
    parts: readonly { start: number; end: number }[],
  ): (start: number, end: number) => Uint8Array<ArrayBuffer>;
};

/** The model files of this device. */
export interface WeightStore {
  /**
   * The whole file, from this device when it is stored, else downloaded, checked, stored and then given.
   * Throws SpeechError `hub_unreachable`, `hub_failed` (see `isMissingFile`), `storage_full`, `unsupported` (stored by
   * a newer version) or `model_not_loaded` (deleted meanwhile); a bad file is never stored.
   */
  read(file: FileRef, options?: ReadOptions): Promise<Blob>;
  /** As `read`, for a large file that is not wanted in one piece: its parts are in memory until they were given. */
  open(file: FileRef, options?: ReadOptions): Promise<FileBytes>;
  /**
   * For a file that could not be used: checks all of it again, and gives it anew when it was damaged, or undefined when
   * nothing is wrong with it. A file whose hash no hub has told is fetched once more, and then believed. Throws as
   * `read`; while the hub cannot be reached, what is stored stays.
   */
  recheck(file: FileRef, options?: ReadOptions): Promise<Blob | undefined>;
  /**
   * For files that are of use together only: when some of them are still missing, drops those of which the hub has
   * another version by now, so that all will be of one. What the hub lists is asked at most once in a thread.
   */
  settle(files: readonly FileRef[], options?: Pick<ReadOptions, 'signal'>): Promise<void>;
  /** Whether the whole file is on this device. */
  has(file: FileRef): Promise<boolean>;
  /** Bytes on this device for a repository, finished or not. */
  size(repo: string): Promise<number>;
  /** Removes every file of a repository; a download of it that is under way ends. */
  delete(repo: string): Promise<void>;
}

/** The `cause` of a `hub_failed` for which the hub's status is the reason. */
export type HubAnswer = {
  status: number;
  /** The hub is sure that it has no such file or repository. */
  missing: boolean;
};

/** Whether an error of `read` says that the hub has no such file, so that another repository may be tried. */
export function isMissingFile(error: unknown): boolean {
  if (!(error instanceof SpeechError) || error.code !== 'hub_failed') return false;
  const { cause } = error;
  return (
    typeof cause === 'object' && cause !== null && 'missing' in cause && cause.missing === true
  );
}
