/** The cache of the app's own files, for use without a network. */
export const cacheName = 'sotto-app';
/** Says which build the kept files belong to, and which they are. */
const listPath = 'app-files.json';

/** `files` are kept from the first visit on, `later` when they are first used: other languages, the model runtime. */
type FileList = { version: string; files: string[]; later: string[] };

/**
 * Brings the kept files in line with `app-files.json` (absent in development: nothing is kept then). Returns a
 * function that does so once at a time; what could not be fetched is asked for again by the next page. `url` gives the
 * URL of a path of the app.
 */
export function createFileKeeper(url: (path: string) => string): () => Promise<void> {
  let keeping: Promise<void> | undefined;
  return () => {
    keeping ??= bringUpToDate(url)
      .catch((error) => console.warn('The app is not complete for offline use yet.', error))
      .finally(() => (keeping = undefined));
    return keeping;
  };
}

async function bringUpToDate(url: (path: string) => string): Promise<void> {
  const answer = await fetch(url(listPath), { cache: 'no-cache' }).catch(() => undefined);
  if (!answer?.ok || !answer.headers.get('content-type')?.includes('json')) return;
  const list = (await answer.json()) as FileList;
  const cache = await caches.open(cacheName);
  const kept = (await (await cache.match(url(listPath)))?.json()) as FileList | undefined;
  if (kept?.version === list.version) return;
  const keep = async (file: string) => {
    const known = namesContent(file) && (await cache.match(url(file)));
    if (known) return;
    const answer = await fetch(url(file), { cache: 'no-cache' });
    if (!isFile(file, answer)) throw new Error(`The host does not have ${file}.`);
    await cache.put(url(file), answer);
  };
  // What was used goes on without a network after an update, too.
  const used = await namesKept(
    cache,
    (kept?.later ?? []).map((file) => [file, url(file)]),
  );
  const wanted = [...list.files, ...list.later.filter((file) => used.has(nameOf(file)))];
  // The page itself comes last: it must not be kept before all that it needs.
  const stable = list.files.filter((file) => !/^(assets|espeak)\//.test(file));
  await Promise.all(wanted.filter((file) => !stable.includes(file)).map(keep));
  await Promise.all(stable.map(keep));
  await cache.put(url(listPath), Response.json(list));
  // Tabs that opened with the build before this one still start its threads.
  const current = [list, ...(kept ? [kept] : [])].flatMap(({ files, later }) => [
    ...files,
    ...later,
  ]);
  const inUse = new Set([listPath, ...current].map(url));
  const outdated = (await cache.keys()).filter((request) => !inUse.has(request.url));
  await Promise.all(outdated.map((request) => cache.delete(request)));
}

/** The names of those files, given with their URLs, that are kept. */
async function namesKept(cache: Cache, files: readonly (readonly [string, string])[]) {
  const urls = new Set((await cache.keys()).map((request) => request.url));
  return new Set(files.filter(([, url]) => urls.has(url)).map(([file]) => nameOf(file)));
}

/**
 * Whether an answer is the file that `path` names, and may be kept: some hosts answer with a page and status 200 for
 * what they do not have, as in the middle of an update.
 */
export function isFile(path: string, { status, headers }: Response): boolean {
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  return status === 200 && isPage === path.endsWith('.html');
}

/** Whether a path changes with the file's content, so that what is kept under it need not be fetched again. */
function namesContent(path: string): boolean {
  return path.startsWith('assets/') || /-[0-9a-f]{12}\.\w+$/.test(path);
}

/** A path without the mark of the file's content, or the version of its data, which changes with it. */
function nameOf(path: string): string {
  return path.replace(/-(?:[0-9a-f]{12}|[\w-]{8}|\d+\.\d+\.\d+)(?=\.\w+$)/, '');
}
