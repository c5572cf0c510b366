import type * as Library from '@huggingface/transformers';
import { SpeechError } from '../base/errors';
import { isMissingFile, type FileProgress, type FileRef, type WeightStore } from '../weights/store';
import { loadRuntime, startRuntime } from './session';

/** Where the library's files come from. */
export type LibraryOptions = {
  weights: Pick<WeightStore, 'read'>;
  /** As `FileRef.hub`. */
  hub: string;
  /** What is called as `ReadOptions.report`, for each file's path. */
  report?: (path: string) => (progress: FileProgress) => void;
};

/** What the library takes for its hub. Nobody has this name (RFC 2606), so that nothing can pass by the store. */
const standIn = 'https://weights.invalid/';

/**
 * The library transformers.js, which reads and downloads models through the store alone, keeps no copy of its own, and
 * asks no other server: its ONNX runtime is the app's. Its settings are those of the thread, so one hub for each thread.
 * Loading a model throws what the store throws; a file that the hub does not have may be one that the library can do
 * without. Leave out its own `progress_callback`, for which it reads each file twice.
 */
export async function openTransformers(options: LibraryOptions): Promise<typeof Library> {
  // First, as the library takes a runtime that has no address yet from a server of its own choice.
  await loadRuntime('webgpu');
  const library = await import('@huggingface/transformers');
  const { env, LogLevel } = library;
  env.logLevel = LogLevel.ERROR;
  env.allowLocalModels = false;
  env.remoteHost = standIn;
  env.remotePathTemplate = '{model}/{revision}/';
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  const fetchFile = createFileFetch(options);
  // It starts while the files are read, and the library gets a model when it has: two cannot be started at once.
  const starting = startRuntime('webgpu');
  env.fetch = async (address: string | URL) => {
    const answer = await fetchFile(address);
    if (String(address).endsWith('.onnx')) await starting;
    return answer;
  };
  return library;
}

/** Answers with files of the store; a file that the hub does not have is a 404. */
export function createFileFetch({
  weights,
  hub,
  report,
}: LibraryOptions): (address: string | URL) => Promise<Response> {
  return async (address) => {
    const file = { hub, ...fileAt(String(address)) };
    try {
      const blob = await weights.read(file, report ? { report: report(file.path) } : {});
      return new Response(blob, { headers: { 'content-length': String(blob.size) } });
    } catch (error) {
      if (isMissingFile(error)) return new Response(null, { status: 404 });
      throw error;
    }
  };
}

function fileAt(address: string): Omit<FileRef, 'hub'> {
  const path = address.startsWith(standIn) ? address.slice(standIn.length) : '';
  const [, repo, revision, name] = /^([^/]+\/[^/]+)\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (repo && revision && name) return { repo, revision: decodeURIComponent(revision), path: name };
  throw new SpeechError(
    'engine_failed',
    `The library asked for ${address}, which is no file of a model.`,
  );
}
