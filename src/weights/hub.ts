import { SpeechError } from '../base/errors';
import { toStream } from '../base/streams';
import { defaultHubPath } from '../catalog/models';
import { connect, type Connection, type Net } from './connection';
import { retry } from './retry';
import type { FileRef } from './store';

/** What the hub's own listing says of a file. */
export type FileFacts = {
  size: number;
  /** Hex; undefined for files that the hub keeps in git itself (small texts). */
  sha256: string | undefined;
};

/** Path inside the repository → facts. */
type Listing = ReadonlyMap<string, FileFacts>;

/** The listings of repositories, each fetched once. */
export interface Listings {
  /** Undefined when the hub has no listing, or none for this file. */
  find(file: FileRef, signal: AbortSignal): Promise<FileFacts | undefined>;
  /** The repository has changed: the next `find` asks the hub again. */
  forget(file: FileRef): void;
}

export function fileUrl({ hub, repo, revision, path, pinned }: FileRef): string {
  if (pinned?.url !== undefined) return pinned.url;
  const template = hub.includes('{') ? hub : defaultHubPath.replace('{hub}', () => hub);
  return template
    .replace('{repo}', repo)
    .replace('{revision}', encodeURIComponent(revision))
    .replace('{path}', encodePath(path));
}

/** A hub with a path template of its own may have a listing all the same, where the fixed part of its address ends. */
export function listingUrl({ hub, repo, revision }: FileRef): string {
  const base = hub.replace(/\/[^/]*\{.*$/, '');
  return `${base}/api/models/${repo}/tree/${encodeURIComponent(revision)}?recursive=true`;
}

export function createListings(net: Net): Listings {
  const known = new Map<string, Listing>();
  return {
    async find(file, signal) {
      if (file.pinned) return file.pinned;
      if (isPlainFolder(file.hub)) return undefined;
      const url = listingUrl(file);
      const listing = known.get(url) ?? (await fetchListing(url, net, signal));
      if (listing) known.set(url, listing);
      return listing?.get(file.path);
    },
    forget(file) {
      known.delete(listingUrl(file));
    },
  };
}

/** A hub on the app's own origin is a folder of static files: asking it for a listing is an error in the console. */
function isPlainFolder(hub: string): boolean {
  return 'location' in globalThis && new URL(hub).origin === globalThis.location.origin;
}

/** Empty when the hub has none; undefined when it could not be reached. */
async function fetchListing(
  url: string,
  net: Net,
  signal: AbortSignal,
): Promise<Listing | undefined> {
  const connection = connect(net);
  const listing = new Map<string, FileFacts>();
  let page: string | undefined = url;
  const read = new Set<string>();
  try {
    while (page !== undefined && !read.has(page)) {
      const address: string = page;
      read.add(address);
      page = await retry(() => readPage(connection, address, { listing, signal }), {
        timings: net.timings,
        signal,
      });
    }
    return listing;
  } catch (error) {
    if (!(error instanceof SpeechError)) throw error;
    // A mirror may hide it from other origins; the request for the file itself then tells whether the hub is there.
    if (error.code === 'hub_unreachable') return undefined;
    // A hub that has listings and fails now is an error: without them nothing could be verified.
    if (isTemporary(error)) throw error;
    return listing;
  }
}

/** Adds what one page lists; returns the address of the next (`Link: <…>; rel="next"`). */
async function readPage(
  connection: Connection,
  url: string,
  { listing, signal }: { listing: Map<string, FileFacts>; signal: AbortSignal },
): Promise<string | undefined> {
  const { headers, pieces } = await connection.get(url, { signal });
  const items = parseItems(await new Response(toStream(pieces)).text());
  for (const item of items) {
    if (isListedFile(item)) {
      listing.set(item.path, { size: item.lfs?.size ?? item.size, sha256: item.lfs?.oid });
    }
  }
  return nextPage(headers.get('link') ?? '', url);
}

/** RFC 8288: any parameters in any order, and an address that may be relative. */
function nextPage(links: string, url: string): string | undefined {
  const [, next] = /<([^>]*)>(?:\s*;[^,<]*)?;\s*rel="?next\b/i.exec(links) ?? [];
  return next !== undefined && URL.canParse(next, url) ? new URL(next, url).href : undefined;
}

function parseItems(text: string): unknown[] {
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items : [];
  } catch {
    // Not a hub's listing, but something that a static server gives for any address.
    return [];
  }
}

type ListedFile = { path: string; size: number; lfs?: { oid: string; size: number } };

function isListedFile(item: unknown): item is ListedFile {
  if (typeof item !== 'object' || item === null) return false;
  const { type, path, size, lfs } = item as Record<string, unknown>;
  if (type !== 'file' || typeof path !== 'string' || typeof size !== 'number') return false;
  if (lfs === undefined) return true;
  const { oid, size: bytes } = (lfs ?? {}) as Record<string, unknown>;
  return typeof oid === 'string' && /^[0-9a-f]{64}$/.test(oid) && typeof bytes === 'number';
}

function isTemporary({ cause }: SpeechError): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  return 'status' in cause && (cause.status === 429 || Number(cause.status) >= 500);
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
