import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file of the hub; its hash is its ETag, as on the real one. */
export type HubFile = { bytes: Buffer; sha256: string };

/** Path inside the repository → file. */
export type Repo = Map<string, HubFile>;

export function hubFile(bytes: Buffer): HubFile {
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Every file below a folder. */
export function folderRepo(folder: string): Repo {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).replaceAll('\\', '/'), hubFile(readFileSync(path))]),
  );
}

/** The same bytes for the same seed (xorshift32), which no compression makes smaller. */
export function randomBytes(length: number, seed: number): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed * 2654435761 + 1;
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}
