// The import rule of docs/architecture.md, executable: a folder may import the folders listed for it, and itself.
const rooms = {
  base: [],
  catalog: ['base'],
  text: ['base'],
  audio: ['base'],
  captions: ['base', 'text'],
  weights: ['base', 'catalog'],
  engines: ['base', 'catalog', 'weights', 'text', 'audio'],
  jobs: ['base', 'catalog', 'text', 'audio', 'weights'],
  api: ['base', 'catalog', 'audio', 'captions', 'text', 'jobs'],
  wire: ['base', 'catalog'],
  relay: ['base', 'wire'],
  client: ['base', 'catalog', 'captions'],
  host: ['base', 'wire'],
  ui: ['base', 'catalog', 'captions', 'client'],
};
const threads = {
  engine: ['base', 'catalog', 'engines', 'weights', 'wire', 'host'],
  reader: ['base', 'weights'],
  server: ['base', 'catalog', 'api', 'engines', 'jobs', 'weights', 'wire', 'host'],
  'service-worker': ['base', 'wire', 'relay'],
};
const anyOf = (names) => `^src/(${names.join('|')})/`;
const roomRule = ([name, may]) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import ${may.join(', ') || 'nothing of ours'} (values; types may point up at an interface)`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    path: '^(src|workers)/',
    pathNot: anyOf([name, ...may]),
    dependencyTypesNot: ['type-only'],
  },
});
const threadRule = ([name, may]) => ({
  name: `workers-${name}-imports`,
  severity: 'error',
  from: { path: `^workers/${name}\\.ts$` },
  to: { path: '^src/', pathNot: anyOf(may), dependencyTypesNot: ['type-only'] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-the-engine-thread-reaches-models',
      severity: 'error',
      from: { pathNot: '^(src/engines/|workers/engine\\.ts)' },
      to: {
        path: '^src/engines/',
        pathNot: '^src/engines/device-(machine|survey)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'devices-are-known-without-a-model',
      comment: 'the server thread plans with these files, and stays small',
      severity: 'error',
      from: { path: '^src/engines/(device[^/]*|agreement/subject)\\.ts$' },
      to: {
        path: '^src/engines/',
        pathNot: '^src/engines/(device[^/]*|agreement/subject)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nothing-imports-a-thread',
      comment: 'threads are started with new Worker(new URL(...)) in src/host only',
      severity: 'error',
      from: { pathNot: '^src/host/spawn-' },
      to: { path: '^(workers/|src/main\\.ts)' },
    },
    ...Object.entries(rooms).map(roomRule),
    ...Object.entries(threads).map(threadRule),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.svelte', '.svelte.ts', '.js', '.mjs'] },
  },
};
