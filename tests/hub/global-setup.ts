import type { TestProject } from 'vitest/node';
import { sampleRepos } from './sample-repos';
import { startHub } from './server';

declare module 'vitest' {
  interface ProvidedContext {
    /** The base URL of the tests' model hub. */
    hub: string;
    /** For what tests do at random: SOTTO_SEED, or another one each time. */
    seed: number;
  }
}

/** A hub for tests that run in a browser, which cannot start one: `inject('hub')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const hub = await startHub({ repos: sampleRepos() });
  project.provide('hub', hub.url);
  project.provide('seed', Number(process.env['SOTTO_SEED'] ?? Date.now() % 1_000_000));
  return hub.close;
}
