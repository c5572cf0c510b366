import type { Manifest } from './manifest';

export type Chunk = {
  blob: Blob;
  /** As `openChunkHash` makes it. */
  hash: string;
};

/** Where chunks lie. It knows nothing of hubs, and trusts its callers on what is right. */
export interface Shelf {
  manifests(): Promise<Manifest[]>;
  manifest(id: string): Promise<Manifest | undefined>;
  /** The chunk as stored, unchecked. */
  chunk(id: string, index: number): Promise<Blob | undefined>;
  /** Writes the manifest of a new download; chunks of an earlier one are dropped. */
  begin(manifest: Manifest): Promise<void>;
  /**
   * Stores a chunk, and its hash in the manifest, both or none. False when this download is not on the shelf any
   * more. Throws what `isQuotaError` knows when there is no room.
   */
  put(manifest: Manifest, index: number, chunk: Chunk): Promise<boolean>;
  /** Marks the file as whole and right. False as for `put`. */
  complete(manifest: Manifest): Promise<boolean>;
  drop(id: string): Promise<void>;
  /** Bytes that can still be stored; undefined when nobody knows. */
  room(): Promise<number | undefined>;
}
