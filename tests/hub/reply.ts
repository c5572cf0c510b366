import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Fault } from './faults';
import type { HubFile } from './files';

/** An answer before it is sent, with how its sending goes wrong. */
export type Reply = {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
  /** After so many bytes of the body the connection breaks, or falls silent. */
  ends?: { after: number; how: 'cut' | 'stall' };
  bytesPerSecond?: number;
};

/** What every server of the hub allows other origins to do and see. */
const openHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, OPTIONS, PUT, POST, DELETE',
  'access-control-allow-headers': '*',
  'access-control-expose-headers':
    'ETag, Link, Accept-Ranges, Content-Range, X-Error-Code, X-Linked-Size, X-Linked-ETag, X-Repo-Commit',
  'cross-origin-resource-policy': 'cross-origin',
};
const mostBytesAtOnce = 64 * 1024;

export function json(value: unknown, status = 200): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: Buffer.from(JSON.stringify(value)) };
}

/** The file, or the range asked for, as struck by the faults. */
export function fileReply(file: HubFile, range: string | undefined, faults: Fault[]): Reply {
  let { bytes } = file;
  const headers: OutgoingHttpHeaders = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: `"${file.sha256}"`,
  };
  let total = bytes.length;
  let shift = 0;
  let ranged = true;
  for (const fault of faults) {
    if (fault.fault === 'whole') ranged = false;
    if (fault.fault === 'size') total = fault.size;
    if (fault.fault === 'etag') headers['etag'] = `"${fault.etag}"`;
    if (fault.fault === 'offset') shift = fault.bytes;
    if (fault.fault === 'flip') bytes = flipped(bytes, fault.byte);
    if (fault.fault === 'unsized') headers['access-control-expose-headers'] = 'ETag';
  }
  const asked = ranged ? /^bytes=(\d+)-(\d*)$/.exec(range ?? '') : null;
  if (!asked) return struck({ status: 200, headers, body: bytes }, faults);
  const start = Number(asked[1]) + shift;
  const end = Math.min(asked[2] ? Number(asked[2]) + 1 : bytes.length, bytes.length);
  if (start >= bytes.length) {
    return { status: 416, headers: { 'content-range': `bytes */${total}` }, body: Buffer.alloc(0) };
  }
  headers['content-range'] = `bytes ${start}-${end - 1}/${total}`;
  return struck({ status: 206, headers, body: bytes.subarray(start, end) }, faults);
}

/** What faults do to any kind of answer. */
export function struck(reply: Reply, faults: Fault[]): Reply {
  return faults.reduce((so, fault) => {
    switch (fault.fault) {
      case 'status':
        return failure(fault);
      case 'html':
        return {
          status: 200,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: Buffer.from('<!doctype html><title>Sign in</title>'),
        };
      case 'cut':
        return { ...so, ends: { after: fault.bytes, how: 'cut' } };
      case 'stall':
        return { ...so, ends: { after: fault.bytes, how: 'stall' } };
      case 'short':
        return { ...so, body: so.body.subarray(0, fault.bytes) };
      case 'pace':
        return { ...so, bytesPerSecond: fault.bytesPerSecond };
      default:
        return so;
    }
  }, reply);
}

/** Sends it; returns how many bytes of the body went out at most when the answer is over or the client has left. */
export async function send(response: ServerResponse, reply: Reply): Promise<number> {
  const { status, headers, body, ends, bytesPerSecond } = reply;
  const gone = new Promise<void>((resolve) => response.on('close', resolve));
  if (ends?.after === -1) return gone.then(() => 0);
  response.writeHead(status, { ...openHeaders, 'content-length': body.length, ...headers });
  const last = Math.min(ends?.after ?? body.length, body.length);
  const step = bytesPerSecond ? Math.max(1, Math.ceil(bytesPerSecond / 20)) : mostBytesAtOnce;
  let sent = 0;
  while (sent < last && !left(response)) {
    const piece = body.subarray(sent, Math.min(sent + step, last));
    response.write(piece);
    sent += piece.length;
    while (response.writableNeedDrain && !left(response)) await drained(response);
    if (bytesPerSecond) await Promise.race([new Promise((go) => setTimeout(go, 50)), gone]);
  }
  if (!ends) response.end();
  else if (ends.how === 'cut') setTimeout(() => response.destroy(), 20);
  else await gone;
  return sent;
}

/** A client that leaves while its request is being read causes no `close` of the response. */
function left({ destroyed, socket }: ServerResponse): boolean {
  return destroyed || socket?.destroyed === true;
}

/** Resolves when more can be written, and now and then to look whether the client is still there. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      response.off('drain', go);
      resolve();
    };
    const timer = setTimeout(go, 100);
    response.on('drain', go);
  });
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

function failure(fault: Extract<Fault, { fault: 'status' }>): Reply {
  const reply = json({ error: `asked to answer ${fault.status}` }, fault.status);
  if (fault.retryAfter !== undefined) reply.headers['retry-after'] = String(fault.retryAfter);
  if (fault.code !== undefined) reply.headers['x-error-code'] = fault.code;
  return reply;
}
