/** Hz, of MPEG-1; the half in MPEG-2, and a quarter in 2.5. */
const rates = [44_100, 48_000, 32_000];
/** Samples that every decoder of MP3 needs before the first one comes out. */
const ofDecoder = 529;
/** Bytes of a first frame that have the tag in them. */
const tagged = 200;

/**
 * Seconds of sound at the beginning of an MP3 file that its encoder put there, as the tag tells that LAME and ffmpeg
 * write; 0 without such a tag (http://gabriel.mp3-tech.org/mp3infotag.html). Players leave them out.
 */
export async function mp3Delay(file: Blob): Promise<number> {
  const at = await behindId3(file);
  const frame = new DataView(await file.slice(at, at + tagged).arrayBuffer());
  if (frame.byteLength < tagged || frame.getUint16(0) < 0xffe0) return 0;
  const version = (frame.getUint8(1) >> 3) & 3;
  const rate = rates[(frame.getUint8(2) >> 2) & 3];
  if (rate === undefined) return 0;
  const mono = frame.getUint8(3) >> 6 === 3;
  const tag = 4 + (version === 3 ? (mono ? 17 : 32) : mono ? 9 : 17);
  if (!['Xing', 'Info'].includes(letters(frame, tag, 4))) return 0;
  const has = frame.getUint8(tag + 7);
  const encoder =
    tag + 8 + [4, 4, 100, 4].reduce((sum, size, bit) => sum + ((has >> bit) & 1) * size, 0);
  if (!/^(LAME|Lav[cf])/.test(letters(frame, encoder, 4))) return 0;
  const delay = frame.getUint16(encoder + 21) >> 4;
  const slower = version === 3 ? 1 : version === 2 ? 2 : 4;
  return ((delay + ofDecoder) * slower) / rate;
}

/** Where the first frame begins: there may be several ID3 tags before it. */
export async function behindId3(file: Blob): Promise<number> {
  for (let at = 0; ;) {
    const head = new DataView(await file.slice(at, at + 10).arrayBuffer());
    if (head.byteLength < 10 || letters(head, 0, 3) !== 'ID3') return at;
    const sizes = [6, 7, 8, 9].map((byte) => head.getUint8(byte) & 0x7f);
    const footer = head.getUint8(5) & 0x10 ? 10 : 0;
    at += 10 + footer + sizes.reduce((sum, size) => sum * 128 + size, 0);
  }
}

function letters(view: DataView, at: number, count: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, at, count));
}
