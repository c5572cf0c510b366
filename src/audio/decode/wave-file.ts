/** Chunks that are looked at; each is a read, and no real file has so many. */
const mostChunks = 100;
/** A size that stands for one that nobody knew. */
const unknown = 0xffffffff;
/** Bytes of a chunk that tells how samples are written; those in use have 40. */
const longestFormat = 256;

/** How the chunks of a kind of WAV file are written. */
type Layout = {
  /** Where the first chunk begins. */
  from: number;
  /** Bytes of a chunk's head. */
  head: number;
  /** Bytes that the told size of a chunk has too many. */
  counted: number;
  /** Chunks begin at multiples of so many bytes. */
  step: number;
};

const riff: Layout = { from: 12, head: 8, counted: 0, step: 2 };
const wave64: Layout = { from: 40, head: 24, counted: 24, step: 8 };

type Chunk = { name: string; from: number; size: number };

/**
 * A WAV, RF64, BW64 or Wave64 file as a WAV file of two chunks, the last of which ends with the file: so its sound is read
 * to its end whatever the sizes in its head say, and whatever else stands in it. Sizes of a recorder that did not come to
 * write them, as after a crash, are those of all that follows. Undefined for any other file, and for one that is no more
 * than a head.
 */
export async function plainWave(file: Blob): Promise<Blob | undefined> {
  const layout = await layoutOf(file);
  if (!layout) return undefined;
  const found = new Map<string, Chunk>();
  for await (const chunk of chunks(file, layout))
    if (!found.has(chunk.name)) found.set(chunk.name, chunk);
  const [format, data, long] = ['fmt ', 'data', 'ds64'].map((name) => found.get(name));
  if (!format || !data) return undefined;
  const size = data.size === unknown && long ? await longSize(file, long) : data.size;
  const end = size === 0 || size === unknown ? undefined : data.from + size;
  const last = format.from + Math.min(format.size, longestFormat);
  const fields = new DataView(await file.slice(format.from, last).arrayBuffer());
  const samples = file.slice(data.from, end);
  return new Blob([
    ...['RIFF', number(unknown), 'WAVE'],
    ...['fmt ', number(fields.byteLength), mended(fields)],
    ...['data', number(unknown), samples],
  ]);
}

const number = (value: number) => Uint32Array.of(value);

async function layoutOf(file: Blob): Promise<Layout | undefined> {
  const bytes = new Uint8Array(await file.slice(0, wave64.from).arrayBuffer());
  const letters = String.fromCharCode(...bytes);
  if (/^(RIFF|RF64|BW64)....WAVE/s.test(letters)) return riff;
  return letters.startsWith('riff\x2e\x91\xcf\x11') && letters.startsWith('wave', 24)
    ? wave64
    : undefined;
}

async function* chunks(file: Blob, layout: Layout): AsyncGenerator<Chunk, void, undefined> {
  const { from, head, counted, step } = layout;
  for (let end = from, count = 0; end + head <= file.size && count < mostChunks; count++) {
    const at = Math.ceil(end / step) * step;
    const view = new DataView(await file.slice(end, at + head).arrayBuffer());
    if (view.byteLength < at - end + head) return;
    // Some programs leave out the byte that fills up a chunk of odd length.
    const isBare = end < at && !isName(nameAt(view, at - end)) && isName(nameAt(view, 0));
    const name = isBare ? 0 : at - end;
    const told =
      head === 8 ? view.getUint32(name + 4, true) : Number(view.getBigUint64(name + 16, true));
    const chunk = { from: end + name + head, size: Math.max(0, told - counted) };
    yield { name: nameAt(view, name), ...chunk };
    end = chunk.from + chunk.size;
  }
}

function nameAt(view: DataView, at: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, at, 4));
}

const isName = (name: string) => /^[\w ]{4}$/.test(name);

/** The size of the samples where 32 bits are too few (EBU Tech 3306); of 0, nobody came to write it. */
async function longSize(file: Blob, { from }: Chunk): Promise<number> {
  const view = new DataView(await file.slice(from + 8, from + 16).arrayBuffer());
  return view.byteLength === 8 ? Number(view.getBigUint64(0, true)) : 0;
}

/** Whole numbers of bytes for samples of 20 bits, say, and the length of a frame where it is left out. */
function mended(fields: DataView<ArrayBuffer>): DataView<ArrayBuffer> {
  if (fields.byteLength < 16 || ![1, 0xfffe].includes(fields.getUint16(0, true))) return fields;
  const [channels, bits] = [fields.getUint16(2, true), fields.getUint16(14, true)];
  const bytes = bits > 8 ? Math.ceil(bits / 8) : bits / 8;
  fields.setUint16(14, bytes * 8, true);
  if (fields.getUint16(12, true) === 0) fields.setUint16(12, bytes * channels, true);
  return fields;
}
