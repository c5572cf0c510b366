import type { FileProgress } from '../weights/store';

/** One sum over all files of a model; a listener for each of their paths. */
export function addProgress(
  tell: (loaded: number, total: number | undefined) => void,
): (path: string) => (progress: FileProgress) => void {
  const files = new Map<string, FileProgress>();
  return (path) => (progress) => {
    files.set(path, progress);
    let loaded = 0;
    let total: number | undefined = 0;
    for (const file of files.values()) {
      loaded += file.loaded;
      total = total === undefined || file.total === undefined ? undefined : total + file.total;
    }
    tell(loaded, total);
  };
}
