import type { WireError } from './errors';

/**
 * HTTP over a MessagePort. A control port joins a client (a page, the service worker, an embedding site) to the
 * server; every request brings a port of its own, so that nothing has to be matched by id.
 */

/**
 * Raised when a client and a server of different builds could misread each other. They do meet, while a new build takes
 * over from an old one: what is added must be something that the others may pass over.
 */
export const protocolVersion = 1;

/** Bytes that may be on their way, unread, in one answer. */
export const windowBytes = 256 * 1024;

/** Control port, client → server. */
export type ClientMessage =
  /** First; `lock` is held by the client's thread for life (undefined where locks cannot be had). */
  | { type: 'hello'; version: number; lock: string | undefined }
  /** With a port for the answer. */
  | { type: 'request'; request: WireRequest }
  /** Hands another client's control port over; with that port. */
  | { type: 'adopt' }
  /** The client is done with this server. */
  | { type: 'bye' };

/** Control port, server → client. */
export type ServerMessage =
  /** The answer to `hello`; `lock` is held by the server's thread for life. */
  | { type: 'welcome'; version: number; lock: string | undefined }
  /** Another server took its place: this one ends after the answers that it began, and asks for no more requests. */
  | { type: 'moved' };

export type WireRequest = {
  method: string;
  url: string;
  headers: [string, string][];
  /** A Blob is shared by threads, not copied: there may be a recording of gigabytes in it. */
  body: ArrayBuffer | Blob | null;
};

/** Request port, server → client. */
export type AnswerMessage =
  | { type: 'head'; status: number; statusText: string; headers: [string, string][]; body: boolean }
  | { type: 'data'; bytes: Uint8Array<ArrayBuffer> }
  | { type: 'end' }
  | { type: 'error'; error: WireError };

/** Request port, client → server. */
export type ReaderMessage =
  /** So many bytes were taken by the reader. */
  { type: 'credit'; bytes: number } | { type: 'cancel' };
