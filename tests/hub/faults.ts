/** What goes wrong with an answer. */
type Kind =
  /** `code` becomes the hub's X-Error-Code, `retryAfter` is in seconds. */
  | { fault: 'status'; status: number; retryAfter?: number; code?: string }
  /** A web page, as the sign-in page of a public network is. */
  | { fault: 'html' }
  /** The connection is reset after so many bytes of the body. */
  | { fault: 'cut'; bytes: number }
  /** Well formed, but with so many bytes only. */
  | { fault: 'short'; bytes: number }
  /** One bit is wrong; `byte` counts from the start of the file. */
  | { fault: 'flip'; byte: number }
  /** The file is said to have this size. */
  | { fault: 'size'; size: number }
  /** Nothing comes after so many bytes; −1: not even the status. */
  | { fault: 'stall'; bytes: number }
  /** Ranges are ignored. */
  | { fault: 'whole' }
  /** Neither a length nor a range is told to other origins. */
  | { fault: 'unsized' }
  /** The same bytes under another ETag. */
  | { fault: 'etag'; etag: string }
  /** A range that starts so many bytes too late, and says so. */
  | { fault: 'offset'; bytes: number }
  | { fault: 'pace'; bytesPerSecond: number }
  /** The redirect leads back to where it came from. */
  | { fault: 'loop' };

export type Fault = Kind & {
  /** Which answers: the listing, the redirect, or the file itself. */
  at?: 'listing' | 'redirect' | 'file';
  /** Only files whose path contains this. */
  path?: string;
  /** Matching requests that pass before it strikes. */
  skip?: number;
  /** How many requests it strikes; all, unless told. */
  times?: number;
};

export type Asked = { at: 'listing' | 'redirect' | 'file'; repo: string; path: string };

export type Faults = {
  add: (repo: string, fault: Fault) => void;
  clear: (repo: string) => void;
  /** The faults that strike this request; each is counted. */
  strike: (asked: Asked) => Fault[];
};

export function createFaults(): Faults {
  const all: { repo: string; fault: Fault; seen: number }[] = [];
  return {
    add: (repo, fault) => void all.push({ repo, fault, seen: 0 }),
    clear(repo) {
      const others = all.filter((entry) => entry.repo !== repo);
      all.splice(0, all.length, ...others);
    },
    strike({ at, repo, path }) {
      return all
        .filter((entry) => {
          const { fault } = entry;
          if (entry.repo !== repo || (fault.at ?? 'file') !== at) return false;
          if (!path.includes(fault.path ?? '')) return false;
          const turn = entry.seen++ - (fault.skip ?? 0);
          return turn >= 0 && turn < (fault.times ?? Infinity);
        })
        .map(({ fault }) => fault);
    },
  };
}
