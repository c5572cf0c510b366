/** Chunks that are looked at; each is a read, and no real file has so many. */
const mostChunks = 100;
/** mediabunny's reader of FLAC (1.61.0) asks for as many bytes as a frame's head can have, and a short frame has fewer. */
const longestFlacHead = 16;

/**
 * The same file, so that nothing of it is lost: a WAV whose recorder did not come to write how long it is, as after a
 * crash, has all that follows; and the last frame of a FLAC file may be short.
 */
export async function mendedFile(file: Blob): Promise<Blob> {
  const head = await file.slice(0, 12).text();
  if (head.startsWith('fLaC')) return new Blob([file, new Uint8Array(longestFlacHead)]);
  return head.startsWith('RIFF') && head.endsWith('WAVE') ? finishedWave(file) : file;
}

/** The size that stands for one that nobody knew. */
const unknown = 0xffffffff;

async function finishedWave(file: Blob): Promise<Blob> {
  const chunkAt = async (at: number) => new DataView(await file.slice(at, at + 8).arrayBuffer());
  const told = (await chunkAt(0)).getUint32(4, true);
  for (let at = 12, chunk = 0; at + 8 < file.size && chunk < mostChunks; chunk++) {
    const view = await chunkAt(at);
    const size = view.getUint32(4, true);
    const from = at + 8;
    if (view.getUint32(0) !== 0x64617461) {
      at = from + size + (size % 2);
      continue;
    }
    if (size > 0 && told + 8 > from) return file;
    const head = new DataView(await file.slice(0, from).arrayBuffer());
    head.setUint32(4, unknown, true);
    if (size === 0) head.setUint32(at + 4, unknown, true);
    return new Blob([head, file.slice(from)]);
  }
  return file;
}
