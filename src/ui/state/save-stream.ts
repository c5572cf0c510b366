import { download } from './download';

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** Writes a stream to where the user wants it. */
export type SaveStream = (bytes: Bytes) => Promise<void>;

/** The part of File System Access that TypeScript does not know: https://wicg.github.io/file-system-access/ */
type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/**
 * Asks where a file goes, where the browser lets pages write files, and writes it as it comes; elsewhere the browser
 * collects it, and then downloads it. To be called in the handler of a click; undefined when the user thinks better of it.
 */
export async function chooseTarget(name: string): Promise<SaveStream | undefined> {
  const pick = (window as { showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (!pick) return async (bytes) => download(await new Response(bytes).blob(), name);
  try {
    const file = await pick({ suggestedName: name });
    return async (bytes) => bytes.pipeTo(await file.createWritable());
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
