/** Starts a thread for one model; called by the server's thread. */
export function spawnEngine(model: string): Worker {
  return new Worker(new URL('../../workers/engine.ts', import.meta.url), {
    type: 'module',
    name: `sotto-engine-${model}`,
  });
}
