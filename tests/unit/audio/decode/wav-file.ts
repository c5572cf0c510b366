export type WavFields = {
  /** 1 for whole numbers, 3 for floats, 6 for A-law, 7 for µ-law. */
  format?: number;
  channels?: number;
  rate?: number;
  bits?: number;
  /** Bytes that the header tells of, where that is not the truth. */
  told?: number;
};

/** A WAV file, for headers that no encoder would write. */
export function wavFile(
  data: Uint8Array<ArrayBuffer>,
  { format = 1, channels = 1, rate = 16_000, bits = 16, told = data.length }: WavFields = {},
): Blob {
  const head = new DataView(new ArrayBuffer(44));
  const name = (at: number, text: string) =>
    [...text].forEach((letter, i) => head.setUint8(at + i, letter.charCodeAt(0)));
  name(0, 'RIFF');
  head.setUint32(4, 36 + told, true);
  name(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, format, true);
  head.setUint16(22, channels, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, (rate * channels * bits) / 8, true);
  head.setUint16(32, (channels * bits) / 8, true);
  head.setUint16(34, bits, true);
  name(36, 'data');
  head.setUint32(40, told, true);
  return new Blob([head, data]);
}
