/** Lets the other tasks of this thread run, for work that would otherwise hold them up. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
