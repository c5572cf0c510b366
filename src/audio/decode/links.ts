import { adtsFrames, mp3Frames } from './frame-formats';
import { frameLinks } from './frame-links';
import type { Link } from './link';
import { oggLinks } from './ogg-links';

/** What a file is made of, in order: more than one link where several were put one behind the other. */
export async function fileLinks(
  file: Blob,
  kind: LinkedKind | undefined,
  signal: AbortSignal,
): Promise<[Link, ...Link[]]> {
  const [first, ...others] = kind ? await splitters[kind](file, signal) : [];
  return [first ?? { bytes: file }, ...others];
}

/** Files that have no index of the whole, so that others may follow. */
export type LinkedKind = keyof typeof splitters;

const splitters = {
  ogg: oggLinks,
  mp3: (file: Blob, signal: AbortSignal) => frameLinks(file, mp3Frames, signal),
  adts: (file: Blob, signal: AbortSignal) => frameLinks(file, adtsFrames, signal),
};
