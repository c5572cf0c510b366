import type { FileProgress } from '../../weights/store';

/** One sum over the files that are on their way; each tells of itself alone, and is known by its size. */
export function sumOf(
  tell: (loaded: number, total: number | undefined) => void,
): (progress: FileProgress) => void {
  const files = new Map<number, number>();
  return ({ loaded, total }) => {
    if (total === undefined) return tell(loaded, undefined);
    files.set(total, loaded);
    const sum = [...files].reduce((all, [, part]) => all + part, 0);
    tell(
      sum,
      [...files.keys()].reduce((all, size) => all + size, 0),
    );
  };
}
