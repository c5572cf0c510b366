import { SpeechError } from '../base/errors';
import { connect, hostOf, type Answer, type Connection, type Net, type Span } from './connection';
import { toldBy } from './download';
import { FileChanged } from './faults';
import { fileUrl, type FileFacts, type Listings } from './hub';
import { chunkCount, format, spanOf, type Manifest } from './manifest';
import { retry } from './retry';
import type { FileRef } from './store';
import type { StoredFile } from './stored-file';

/** A download that can go on: its first answer is here, and the hub still has the file that was begun. */
export type Opening = {
  url: string;
  connection: Connection;
  manifest: Manifest;
  /** Indices of the chunks to fetch, ascending. */
  missing: number[];
  /** The answer to a request for the first of them. */
  answer: Answer;
  /** Nothing of an earlier download is of use. */
  isNew: boolean;
};

export type OpeningOptions = {
  net: Net;
  listings: Listings;
  chunkSize: number;
  signal: AbortSignal;
};

/** Asks the hub for the first chunk that is missing, and finds out whether what is stored is still a part of its file. */
export async function openDownload(
  file: FileRef,
  stored: StoredFile | undefined,
  options: OpeningOptions,
): Promise<Opening> {
  const { net, signal, chunkSize } = options;
  const facts = await options.listings.find(file, signal);
  const request = { url: fileUrl(file), connection: connect(net) };
  if (stored && agrees(stored.manifest, facts)) {
    const { manifest, missing } = stored;
    const span = spanOf(manifest, missing[0] ?? 0);
    const { answer, size, etag } = await ask(request, span, { ...options, size: manifest.size });
    checkSize(request.url, size, manifest.size);
    const continued = { ...manifest, etag: sameEtag(request.url, manifest, etag) };
    return { ...request, answer, manifest: continued, missing, isNew: false };
  }
  const span = { start: 0, end: Math.min(chunkSize, facts?.size ?? Infinity) };
  const { answer, size, etag } = await ask(request, span, { ...options, size: facts?.size });
  if (facts) checkSize(request.url, size, facts.size);
  const manifest = newManifest(file, { size, sha256: facts?.sha256, etag, chunkSize });
  return { ...request, answer, manifest, missing: [...manifest.chunks.keys()], isNew: true };
}

type FirstAnswer = { answer: Answer; size: number; etag: string | undefined };

/** The first answer, and what it tells of the file; `size` is used when it does not tell that. */
async function ask(
  { url, connection }: Pick<Opening, 'url' | 'connection'>,
  span: Span,
  { net, signal, size: known }: OpeningOptions & { size: number | undefined },
): Promise<FirstAnswer> {
  const again = { timings: net.timings, signal };
  let answer = await retry(() => connection.get(url, { span, signal }), again);
  let size = toldBy(answer).size ?? known ?? sizeOfShort(answer, span);
  if (answer.status === 206 && size === undefined) {
    // A server that hides Content-Range from other origins: the length of a whole body is always visible.
    answer.leave();
    answer = await retry(() => connection.get(url, { signal }), again);
    size = toldBy(answer).size;
  }
  if (size === undefined) throw sizeUnknown(url);
  return { answer, size, etag: toldBy(answer).etag };
}

/** Who gives less than the range from the first byte on has no more. */
function sizeOfShort({ status, headers }: Answer, { start, end }: Span): number | undefined {
  const length = Number(headers.get('content-length') ?? Infinity);
  return status === 206 && start === 0 && length < end ? length : undefined;
}

/** The version's name to go on with: none when the hub changed the name, but a hash will tell whether it is the same. */
function sameEtag(url: string, manifest: Manifest, etag: string | undefined): string | undefined {
  if (manifest.etag === undefined || etag === undefined || etag === manifest.etag) {
    return manifest.etag;
  }
  if (manifest.sha256 === undefined) throw otherVersion(url);
  return undefined;
}

/** Whether a stored file is the one that the hub lists now. */
export function agrees({ size, sha256 }: Manifest, facts: FileFacts | undefined): boolean {
  return !facts || (facts.size === size && facts.sha256 === sha256);
}

function newManifest(
  { hub, repo, revision, path, pinned }: FileRef,
  facts: Pick<Manifest, 'size' | 'sha256' | 'etag' | 'chunkSize'>,
): Manifest {
  const chunks = new Array<undefined>(chunkCount(facts.size, facts.chunkSize)).fill(undefined);
  const begun = Date.now();
  const file = { hub, repo, revision, path, ...(pinned && { pinned }) };
  return { format, ...file, begun, ...facts, chunks, complete: false };
}

function otherVersion(url: string): FileChanged {
  return new FileChanged(
    new SpeechError(
      'hub_failed',
      `The model hub ${hostOf(url)} names another version of ${url} each time. Choose another hub.`,
    ),
  );
}

function checkSize(url: string, given: number, wanted: number): void {
  if (given === wanted) return;
  throw new FileChanged(
    new SpeechError(
      'hub_failed',
      `The model hub ${hostOf(url)} gives ${given} bytes for ${url}, not the ${wanted} of its listing. Choose another hub.`,
    ),
  );
}

function sizeUnknown(url: string): SpeechError {
  return new SpeechError(
    'hub_failed',
    `The model hub ${hostOf(url)} does not tell the size of ${url}, so nobody could say whether it arrived whole. Choose another hub.`,
  );
}
