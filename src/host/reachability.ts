import { createBackoff } from './backoff';
import { compareBuilds } from './build';
import { probe, type Probed } from './probe';
import type { Serving } from './serving';
import type { Status } from './status';

/** Times that the service worker's first failures are passed over: a browser may end it while it starts. */
const firstTries = 3;
const older = 'Another tab has a newer version of this app; reload this one to have it here, too.';

export type ReachabilityOptions = {
  status: Status;
  serving: Serving;
  ways: () => Probed;
  /** The build of this page, as `compareBuilds` takes it, and the URL of the app's own files. */
  build: string;
  base: string;
};

/**
 * Shows how the API is reached, whenever that may have changed: after `look`, and by itself while it is not reached.
 * A page of a newer build takes over from an older one first.
 */
export function createReachability(options: ReachabilityOptions) {
  const { status, serving, ways, build, base } = options;
  const backoff = createBackoff();

  async function find() {
    const found = await probe(ways());
    if (found.api !== 'ready') return found;
    const standing = await compareBuilds(build, base);
    if (standing === 'newer') await serving.takeOver();
    return standing === 'older' ? { ...found, note: older } : found;
  }

  async function keepLooking(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { passing, ...found } = await find();
      const isStarting = status.state.api === 'starting' && passing && tries < firstTries;
      // What this page knows itself says more.
      const isFailing = serving.failure !== undefined;
      if (!isStarting && !isFailing) status.set(found);
      if (!passing) backoff.reset();
      if (passing && !isFailing) await backoff.pause();
      else await backoff.call();
    }
  }

  return { keepLooking, look: () => backoff.hurry() };
}
