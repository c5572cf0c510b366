import { BlobSource } from 'mediabunny';
import { assert } from '../../base/assert';

/** How often in a row the same bytes may be asked for; a dozen times is usual. */
const mostRepeats = 1000;

type Read = (start: number, end: number, ...bounds: number[]) => unknown;

/**
 * A file for mediabunny. Its reader of Matroska (1.61.0) searches damaged files for the next part that it knows, and asks
 * for the last eight bytes for ever when there is none. It never waits in between, so no timer could end that; here who
 * asks too often is told that there is nothing, as at the end of a file.
 */
export function fileSource(file: Blob): BlobSource {
  // What fails while it is read ahead fails again for whoever needs it.
  const source = new BlobSource(file, { handleUnhandledError: () => undefined });
  const inner = source as unknown as { _read?: Read };
  const read = inner._read?.bind(source);
  assert(read, 'mediabunny reads a file by _read');
  let last = [NaN, NaN];
  let repeats = 0;
  inner._read = (start, end, ...bounds) => {
    repeats = start === last[0] && end === last[1] ? repeats + 1 : 0;
    last = [start, end];
    return repeats > mostRepeats ? null : read(start, end, ...bounds);
  };
  return source;
}
