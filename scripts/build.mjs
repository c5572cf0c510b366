import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { inProject } from './paths.mjs';

/** Everything that the built app is made of. */
const sources = [
  'src',
  'workers',
  'public',
  'index.html',
  'vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
  'scripts/app-files.mjs',
  'scripts/espeak-data.mjs',
  'scripts/japanese-data.mjs',
];
/** Made by the build itself. */
const generated = ['espeak', 'kuromoji'].map((name) => inProject('public', name));

/** Builds the app into dist/ when it is missing or older than its sources; throws when it does not build. */
export async function ensureBuilt() {
  if (isFresh()) return;
  console.error('Building the app (vite build)…');
  const { code, output } = await build();
  // What is wrong with a source stands above the stack, which is the build tool's own.
  const reason = output.replace(/^ +at .*\n/gm, '').trim();
  if (code !== 0) throw new Error(`The app could not be built:\n${reason}`);
}

/** Builds the app into dist/ in any case. */
export function build() {
  const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--logLevel', 'warn'];
  return runCommand(process.execPath, args, { quiet: true, timeoutMs: 10 * 60_000 });
}

function isFresh() {
  const built = statSync(inProject('dist', 'index.html'), { throwIfNoEntry: false });
  return built !== undefined && sources.every((path) => newest(inProject(path)) <= built.mtimeMs);
}

/** The latest change under a path, in ms; a folder's own time tells of files that were removed from it. */
function newest(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || generated.includes(path)) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(
    path === inProject('public') ? 0 : stats.mtimeMs,
    ...readdirSync(path).map((name) => newest(join(path, name))),
  );
}
