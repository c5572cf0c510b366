/** Starts the thread of the local server. */
export function spawnServer(): Worker {
  return new Worker(new URL('../../workers/server.ts', import.meta.url), {
    type: 'module',
    name: 'sotto-server',
  });
}

/** URL of the script that names the server's: another build of the server has another one. */
export const buildUrl = import.meta.url;
