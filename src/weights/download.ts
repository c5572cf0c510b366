import { SpeechError } from '../base/errors';
import { hostOf, type Answer, type Connection } from './connection';
import { FileChanged, Passing } from './faults';
import { spanOf, type Manifest } from './manifest';
import { inParallel } from './parallel';
import { retry, type Timings } from './retry';

/** Requests at a time. */
const lanes = 3;

export type Download = {
  url: string;
  connection: Connection;
  timings: Timings;
  manifest: Manifest;
  /** Indices of the chunks to fetch, ascending. */
  missing: readonly number[];
  /** The answer to a request for the first of them. */
  opening: Answer;
  /** Takes a chunk of the right length, whose bytes are its own until it returns; throws `Passing` for wrong ones. */
  keep: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Bytes of a chunk so far. */
  arrived: (index: number, bytes: number) => void;
};

/** What an answer tells of its file: `etag` names the version. */
export type Told = { size: number | undefined; etag: string | undefined };

/**
 * Fetches the missing chunks by ranges, or by reading the whole file when the hub ignores ranges.
 * Throws SpeechError, or `FileChanged` when the hub's file is not the manifest's.
 */
export async function downloadChunks(download: Download, signal: AbortSignal): Promise<void> {
  if (download.opening.status === 200) return streamWhole(download, signal);
  let opening: Answer | undefined = download.opening;
  await inParallel(
    download.missing,
    lanes,
    (index, laneSignal) => {
      const first = opening;
      opening = undefined;
      return fetchChunk(download, index, { opening: first, signal: laneSignal });
    },
    signal,
  );
}

export function toldBy({ status, headers }: Answer): Told {
  // Other origins see the date also where they do not see the tag.
  const etag = headers.get('etag') ?? headers.get('last-modified') ?? undefined;
  // A length of compressed bytes says nothing of the file's.
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  if (status === 206) return { size: contentRange(headers)?.total, etag };
  return { size: length === null ? undefined : Number(length), etag };
}

/** One chunk. A try that breaks off is continued where it stopped. */
async function fetchChunk(
  download: Download,
  index: number,
  { opening, signal }: { opening: Answer | undefined; signal: AbortSignal },
): Promise<void> {
  const { url, connection, manifest, timings } = download;
  const { start, end } = spanOf(manifest, index);
  const chunk = new Uint8Array(end - start);
  let filled = 0;
  let answer = opening;
  async function attempt(): Promise<void> {
    // All of it was there, but not kept: it was wrong.
    if (filled === chunk.length) filled = 0;
    const span = { start: start + filled, end };
    const part = answer ?? (await connection.get(url, { span, signal }));
    answer = undefined;
    try {
      checkSameFile(part, download);
      checkOffset(part, span.start);
      for await (const piece of part.pieces) {
        if (piece.length > chunk.length - filled) throw wrongLength(url, 'more');
        chunk.set(piece, filled);
        filled += piece.length;
        download.arrived(index, filled);
      }
    } finally {
      part.leave();
    }
    if (filled < chunk.length) throw wrongLength(url, 'less');
    await download.keep(index, chunk);
  }
  await retry(attempt, { timings, signal, progress: () => filled });
}

/** The whole file in one answer, cut into chunks. A try that breaks off starts again, but keeps what is stored. */
async function streamWhole(download: Download, signal: AbortSignal): Promise<void> {
  const { url, connection, manifest, timings } = download;
  const wanted = new Set(download.missing);
  const chunk = new Uint8Array(Math.min(manifest.chunkSize, manifest.size));
  let answer: Answer | undefined = download.opening;
  async function take(at: number, piece: Uint8Array): Promise<number> {
    const index = Math.floor(at / manifest.chunkSize);
    const { start, end } = spanOf(manifest, index);
    const part = piece.subarray(0, end - at);
    chunk.set(part, at - start);
    const reached = at + part.length;
    if (wanted.has(index)) download.arrived(index, reached - start);
    if (reached === end && wanted.has(index)) {
      await download.keep(index, chunk.subarray(0, end - start));
      wanted.delete(index);
    }
    return part.length;
  }
  async function attempt(): Promise<void> {
    // Asked for from its first byte on, as compressed bytes would come under a wrong length otherwise.
    const span = { start: 0, end: manifest.size };
    const whole = answer ?? (await connection.get(url, { span, signal }));
    answer = undefined;
    checkSameFile(whole, download);
    let at = 0;
    for await (let piece of whole.pieces) {
      while (piece.length > 0) {
        if (at === manifest.size) throw wrongLength(url, 'more');
        const taken = await take(at, piece);
        at += taken;
        piece = piece.subarray(taken);
      }
    }
    if (at < manifest.size) throw wrongLength(url, 'less');
  }
  await retry(attempt, { timings, signal, progress: () => -wanted.size });
}

function checkSameFile(answer: Answer, { url, manifest }: Download): void {
  const { size, etag } = toldBy(answer);
  const sameSize = size === undefined || size === manifest.size;
  const sameTag = etag === undefined || manifest.etag === undefined || etag === manifest.etag;
  if (sameSize && sameTag) return;
  throw new FileChanged(
    new SpeechError(
      'hub_failed',
      `The model hub ${hostOf(url)} changed ${url} while it was downloaded. Try again.`,
    ),
  );
}

function checkOffset({ url, status, headers }: Answer, wanted: number): void {
  const given = status === 206 ? (contentRange(headers)?.start ?? wanted) : 0;
  if (status === 206 && given === wanted) return;
  throw new Passing(
    new SpeechError(
      'hub_failed',
      `The model hub ${hostOf(url)} answered with byte ${given} of ${url} where byte ${wanted} was asked for. Try again, or choose another hub.`,
    ),
  );
}

/** RFC 9110 §14.4; other origins see it only where the hub exposes it. */
function contentRange(headers: Headers): { start: number; total: number | undefined } | undefined {
  const [, start, total] =
    /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (!start || !total) return undefined;
  return { start: Number(start), total: total === '*' ? undefined : Number(total) };
}

function wrongLength(url: string, amount: 'more' | 'less'): Passing {
  return new Passing(
    new SpeechError(
      'hub_failed',
      `The model hub ${hostOf(url)} sent ${amount} of ${url} than it has. Try again; what has arrived is kept.`,
    ),
  );
}
