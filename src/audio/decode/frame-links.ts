import type { Link } from './link';

/** The head of a frame of MP3 or of AAC in ADTS. */
export type Frame = {
  /** Bytes. */
  length: number;
  samples: number;
  /** Hz. */
  rate: number;
  /** What is the same in all frames that one decoder can have. */
  kind: number;
};

export type FrameFormat = {
  /** The frame at a place in the bytes; undefined where none is. */
  read: (bytes: Uint8Array, at: number) => Frame | undefined;
  /** The reader of files goes on behind what is no frame. */
  recovers: boolean;
};

/** Bytes that are read at a time. */
const window = 2 ** 20;
/** Bytes that a frame and the head of the next one have at most. */
const margin = 2 ** 14;
const id3Head = 10;

type Run = { from: number; kind: number; rate: number; samples: number };

/**
 * The parts of a file without a container in which all frames are of one kind: who puts files one behind the other has
 * tags, and maybe other rates and channels, in the middle. A part whose frames are damaged goes on where they are whole
 * again.
 */
export async function frameLinks(
  file: Blob,
  format: FrameFormat,
  signal: AbortSignal,
): Promise<Link[]> {
  const walk = walker(format);
  const runs: Run[] = [];
  for (let from = 0; from < file.size;) {
    const bytes = new Uint8Array(await file.slice(from, from + window).arrayBuffer());
    signal.throwIfAborted();
    const isLast = from + bytes.length >= file.size;
    from += walk(bytes, isLast ? bytes.length : bytes.length - margin, from, runs);
  }
  return runs.map(({ rate, samples }, index) => {
    const end = samples / rate;
    // What is before the first frame belongs to the beginning.
    const from = index === 0 ? 0 : runs[index]!.from;
    return { bytes: file.slice(from, runs[index + 1]?.from), end, seconds: end };
  });
}

/** Goes on behind the bytes that it had, up to a place in them or somewhat further, and tells how far it came. */
function walker({ read, recovers }: FrameFormat) {
  let inStep = false;

  /** Any bytes may look like a frame, but hardly so that another one of its kind is before or behind it. */
  function frameAt(bytes: Uint8Array, at: number, run: Run | undefined): Frame | undefined {
    const frame = read(bytes, at);
    if (!frame || (inStep && frame.kind === run?.kind)) return frame;
    return read(bytes, at + frame.length)?.kind === frame.kind ? frame : undefined;
  }

  return (bytes: Uint8Array, until: number, from: number, runs: Run[]): number => {
    let at = 0;
    while (at < until) {
      let run = runs.at(-1);
      const frame = frameAt(bytes, at, run);
      if (!frame) {
        inStep = false;
        at = behindTag(bytes, at) ?? nextSync(bytes, at + 1);
        continue;
      }
      const { kind, rate, samples, length } = frame;
      if (run?.kind !== kind || !(inStep || recovers))
        runs.push((run = { from: from + at, kind, rate, samples: 0 }));
      inStep = true;
      run.samples += samples;
      at += length;
    }
    return at;
  };
}

/** Behind an ID3 tag, where one stands at a place; its size has seven bits a byte. */
function behindTag(bytes: Uint8Array, at: number): number | undefined {
  if (String.fromCharCode(...bytes.subarray(at, at + 3)) !== 'ID3') return undefined;
  const sizes = bytes.subarray(at + 6, at + id3Head);
  return at + id3Head + sizes.reduce((sum, size) => sum * 128 + (size & 0x7f), 0);
}

/** Where a frame may begin next, or a tag. */
function nextSync(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0xff && bytes[at] !== 0x49) at += 1;
  return at;
}
