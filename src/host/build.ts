/** What the lock of a serving page begins with; its build follows. */
const lockStart = 'sotto-serves ';

/** The lock that a page of `build` holds while it serves. */
export function lockOfBuild(build: string): string {
  return lockStart + build;
}

/**
 * How this page's build stands to that of the page that serves: `same`; `newer`, when another build serves though this
 * page's is the one that the host publishes; `older`, when it isn't. `base` is the URL of the app's own files.
 */
export async function compareBuilds(
  build: string,
  base: string,
): Promise<'same' | 'newer' | 'older'> {
  const serving = await buildsThatServe();
  if (serving.length === 0 || serving.includes(build)) return 'same';
  const published = await publishedFiles(base);
  // In development nothing is published, and all pages are of one build.
  if (!published) return 'same';
  return published.includes(build) ? 'newer' : 'older';
}

async function buildsThatServe(): Promise<string[]> {
  // Absent in insecure contexts and old browsers; then all pages serve themselves.
  const locks = navigator.locks as LockManager | undefined;
  const { held = [] } = (await locks?.query()) ?? {};
  return held.flatMap(({ name = '' }) =>
    name.startsWith(lockStart) ? name.slice(lockStart.length) : [],
  );
}

/** What the host has now; without a network, what is kept of it. */
async function publishedFiles(base: string): Promise<string[] | undefined> {
  try {
    const answer = await fetch(new URL('app-files.json', base), { cache: 'no-cache' });
    const { files } = (await answer.json()) as { files: string[] };
    return files;
  } catch {
    // In development, and while the host cannot be reached.
    return undefined;
  }
}
