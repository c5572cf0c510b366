import { createSHA256, sha256 as softwareSha256 } from 'hash-wasm';
import { createSerial } from '../base/serial';

/** Hex. Pages of a plain-HTTP host have no WebCrypto. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (!('subtle' in crypto)) return softwareSha256(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export type WholeHash = {
  /** Takes in the chunks that continue what it has, up to the first that is not there yet. */
  advance: () => Promise<void>;
  /** Hex, of everything taken in. */
  digest: () => string;
};

/**
 * The SHA-256 of a file whose chunks arrive in any order; `next` gives the chunk of an index, or undefined while it is
 * not there. WebCrypto cannot hash piece by piece.
 */
export async function createWholeHash(
  next: (index: number) => Promise<Blob | undefined>,
): Promise<WholeHash> {
  const hasher = (await createSHA256()).init();
  const line = createSerial();
  let index = 0;
  return {
    advance: () =>
      line.run(async () => {
        for (let chunk = await next(index); chunk; chunk = await next(++index)) {
          hasher.update(new Uint8Array(await chunk.arrayBuffer()));
        }
      }),
    digest: () => hasher.digest(),
  };
}
