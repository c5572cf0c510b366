/** Starts the thread of the local server. */
export function spawnServer(): Worker {
  return new Worker(new URL('../../workers/server.ts', import.meta.url), {
    type: 'module',
    name: 'sotto-server',
  });
}
