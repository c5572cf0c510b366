/** Starts a thread that reads stored chunks; called by an engine's thread. */
export function spawnReader(): Worker {
  return new Worker(new URL('../../workers/reader.ts', import.meta.url), {
    type: 'module',
    name: 'sotto-reader',
  });
}
