import { ensureBuilt } from '../../scripts/build.mjs';

/** The built app is what these tests are about: it is built once, when it is missing or older than its sources. */
export async function setup(): Promise<void> {
  await ensureBuilt();
}
