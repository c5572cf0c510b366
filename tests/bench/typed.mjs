import { runnerImport } from 'vite';
import { inProject } from '../../scripts/paths.mjs';

/** The exports of a TypeScript file, by its path in the project. */
export async function importTyped(path) {
  return (await runnerImport(inProject(path), { configFile: false })).module;
}
