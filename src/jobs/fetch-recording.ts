import { SpeechError } from '../base/errors';
import { createSilenceWatch, piecesOf } from '../base/silence-watch';

/** A recording that lies on another host. */
export type FetchedRecording = {
  /** What the host calls its media type, in small letters; empty where it says nothing. */
  type: string;
  /** Bytes, where the host tells. */
  size: number | undefined;
  /** Throws SpeechError when the connection breaks, or more comes than may. Leaving the loop ends the request. */
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>;
};

export type FetchLimits = {
  /** Bytes. */
  largest: number;
  /** Milliseconds until the first answer, and between two pieces. */
  firstAnswer?: number;
  stall?: number;
};

/**
 * Asks the host of an address for a recording, without cookies and without saying who asks. Browsers let a page read
 * https addresses only, beside those of this machine, and only of hosts that allow it (CORS). Throws SpeechError
 * `invalid_request` about `url`, in words for people and with the next step.
 */
export async function fetchRecording(
  address: string,
  { largest, firstAnswer = 30_000, stall = 60_000 }: FetchLimits,
  signal: AbortSignal,
): Promise<FetchedRecording> {
  const url = checkedAddress(address);
  const { host } = url;
  const watch = createSilenceWatch(signal);
  const failed = (error: unknown, otherwise: string) => {
    signal.throwIfAborted();
    const silent = `The host ${host} sent nothing for too long. Try again later, or ${byHand}.`;
    return refusal(watch.expired ? silent : otherwise, error);
  };
  const request: RequestInit = {
    signal: watch.signal,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  };
  const response = await watch
    .over(firstAnswer, () => fetch(url, request))
    .catch((error: unknown) => {
      throw failed(error, unreadable(host));
    });
  try {
    const { type, size } = checkAnswer(response, host, largest);
    const broken = `The connection to ${host} broke. Try again, or ${byHand}.`;
    const pieces = piecesOf(response, watch, { stall, failed: (error) => failed(error, broken) });
    return { type, size, pieces: limited(pieces, host, largest) };
  } catch (error) {
    watch.end();
    throw error;
  }
}

const byHand = 'download the file with the browser and choose it here';

function checkedAddress(address: string): URL {
  if (!URL.canParse(address)) {
    throw refusal(
      `'${address.slice(0, 60)}' is no address. Give the whole address of a recording, such as https://example.org/talk.mp3.`,
    );
  }
  const url = new URL(address);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.username !== '' || url.password !== '') {
    throw refusal(`The address has a user's name or password in it. Leave that out, or ${byHand}.`);
  }
  if (url.protocol === 'http:' && !local) {
    throw refusal(
      `The address of ${url.host} begins with http:, and browsers let a page read https: only. Try it with https:, or ${byHand}.`,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refusal(
      `Addresses that begin with ${url.protocol} cannot be asked. Use one with https:.`,
    );
  }
  return url;
}

/** One error for both: a browser does not tell a page which of them it was. */
function unreadable(host: string): string {
  return `The page may not read this from ${host}. Either that host does not allow other sites to read its files (no CORS), as most do not, or it cannot be reached: check the address and the network. If a browser opens the address, ${byHand}.`;
}

/** Types of what is certainly no recording; hosts are too careless with the others. */
const otherTypes = /^(application\/(json|pdf)|image\/)/;

function checkAnswer(response: Response, host: string, largest: number) {
  const { headers } = response;
  checkStatus(response, host);
  const type = (headers.get('content-type') ?? '').toLowerCase();
  if (/^(text\/html|application\/xhtml)/.test(type)) {
    throw refusal(
      `At this address ${host} has a web page, not a recording. Find the address of the file itself: it often ends with .mp3, .m4a or .mp4.`,
    );
  }
  if (otherTypes.test(type)) {
    throw refusal(`At this address ${host} has no recording, but ${type.replace(/;.*/, '')}.`);
  }
  // A length of compressed bytes says nothing of the file's.
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  const size = length === null ? undefined : Number(length);
  if (size === 0) throw refusal(`The file at ${host} is empty.`);
  if (size !== undefined && size > largest) throw tooLarge(host, largest);
  return { type, size };
}

function checkStatus({ ok, status }: Response, host: string): void {
  if (ok) return;
  if (status === 404 || status === 410) {
    throw refusal(`The host ${host} has no such file (HTTP ${status}). Check the address.`);
  }
  if (status === 401 || status === 403) {
    throw refusal(
      `The host ${host} does not give this to everybody (HTTP ${status}). If you may have it, ${byHand}.`,
    );
  }
  throw refusal(`The host ${host} answered HTTP ${status}. Try again later, or ${byHand}.`);
}

async function* limited(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  host: string,
  largest: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let passed = 0;
  for await (const piece of pieces) {
    passed += piece.length;
    if (passed > largest) throw tooLarge(host, largest);
    yield piece;
  }
}

function tooLarge(host: string, largest: number): SpeechError {
  const limit = Math.floor(largest / 1024 ** 2);
  return refusal(
    `The file at ${host} is larger than ${limit} MB. Cut it into parts, and give those one by one.`,
  );
}

function refusal(message: string, cause?: unknown): SpeechError {
  return new SpeechError('invalid_request', message, { param: 'url', cause });
}
