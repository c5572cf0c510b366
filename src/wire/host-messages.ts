/** Messages between the pages, the local server's thread and the service worker. */

/** Page → server's thread. */
export type ToServerThread =
  /**
   * First; `base` is the URL of the app's own files, with a trailing slash, `remembered` what the last `stored` said,
   * also to a thread before this one.
   */
  | { type: 'start'; base: string; remembered: string[] }
  /** With a client's control port. */
  | { type: 'connect' }
  /** Say that you are alive. */
  | { type: 'check' }
  /** Send clients to the next server, and end when the last answer has ended. */
  | { type: 'retire' };

/** Server's thread → the page that started it. */
export type FromServerThread =
  /** It answers now; `lock` is held for the thread's life, undefined where locks cannot be had. */
  | { type: 'ready'; lock: string | undefined }
  /** The ids of the models that are stored now: to be remembered where threads cannot write. */
  | { type: 'stored'; models: string[] }
  /** The answer to `check`. */
  | { type: 'alive' }
  /** Repeated while requests are being answered. */
  | { type: 'busy' };

/** Page → service worker. */
export type ToServiceWorker =
  /** The leader hands over a port to its server; `id` tells servers apart. With a port. */
  | { type: 'attach'; id: string }
  /** Another page asks to be joined to the server. With a port. */
  | { type: 'connect' }
  /** The page is about to serve; `failure` says why it could not yet. */
  | { type: 'trying'; failure: string | undefined }
  /** Take control of this page. */
  | { type: 'claim' }
  /** Stay alive: Firefox ends a service worker after 30 s without a message from a page, even in mid-answer. */
  | { type: 'ping' }
  /** Bring the files kept for offline up to date. */
  | { type: 'keep-files' }
  /** To the active one: let a waiting update take over, unless that would cut answers short. */
  | { type: 'give-way' }
  /** To the waiting one: take over now. */
  | { type: 'take-over' };

/** Service worker → pages. */
export type FromServiceWorker =
  /** Whoever serves is to attach its server. */
  | { type: 'need-server' }
  /** To one page: nobody said anything, so it is to serve instead. */
  | { type: 'lead' }
  /** A server was attached, the first one or one that took another's place. */
  | { type: 'served' };
