/**
 * Which models were stored on this device, kept where the browser does not look when it evicts them, so that a model
 * that is gone though nobody deleted it can be told from one that was never there.
 */
export type ModelMemory = {
  has: (id: string) => boolean;
  add: (id: string) => void;
  forget: (id: string) => void;
};

/** `remembered`: what was told last; `tell`: called with all ids when they change. */
export function createModelMemory(
  remembered: readonly string[],
  tell: (ids: string[]) => void,
): ModelMemory {
  const ids = new Set(remembered);
  return {
    has: (id) => ids.has(id),
    add(id) {
      if (ids.has(id)) return;
      tell([...ids.add(id)]);
    },
    forget(id) {
      if (ids.delete(id)) tell([...ids]);
    },
  };
}
