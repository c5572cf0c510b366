import { SpeechError } from '../../base/errors';

type Mode = 'read' | 'readwrite';
/** What TypeScript does not know: https://wicg.github.io/file-system-access/#api-showdirectorypicker */
type Picker = (options: { id: string; mode: Mode }) => Promise<FileSystemDirectoryHandle>;

/** Whether this browser lets pages ask for a folder. */
export function hasFolderPicker(): boolean {
  return 'showDirectoryPicker' in window;
}

/**
 * Asks for a folder. To be called in the handler of a click; undefined when the user thinks better of it. Throws
 * SpeechError `invalid_request` when the folder may not be used.
 */
export async function pickFolder(mode: Mode): Promise<FileSystemDirectoryHandle | undefined> {
  const { showDirectoryPicker } = window as unknown as { showDirectoryPicker: Picker };
  try {
    return await showDirectoryPicker({ id: 'models', mode });
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    if (cause.name === 'AbortError') return undefined;
    throw new SpeechError(
      'invalid_request',
      'The folder was not opened: this site was not allowed to. Choose it again and allow it, or another one.',
      { cause },
    );
  }
}
