import { createServer } from 'vite';
import { inProject } from './paths.mjs';

/** Runs the project's TypeScript in this Node: `load` gives the module at a path from the project's folder. */
export async function openTypeScript() {
  const server = await createServer({
    configFile: false,
    root: inProject(),
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  return { load: (path) => server.ssrLoadModule(`/${path}`), close: () => server.close() };
}
