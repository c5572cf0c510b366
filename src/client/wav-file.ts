/** Mono samples from −1 to 1 as a WAV file of 16 bits a sample. */
export function wavFile(pieces: readonly Float32Array[], sampleRate: number): Blob {
  const count = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return new Blob([wavHeader(2 * count, sampleRate), ...pieces.map(toS16)], { type: 'audio/wav' });
}

/** The start of a WAV file of 16 bits: RIFF header, one `fmt ` chunk (1 = integer PCM), the start of the `data` chunk. */
export function wavHeader(dataBytes: number, sampleRate: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44));
  const write = (at: number, name: string) => {
    for (let i = 0; i < name.length; i++) view.setUint8(at + i, name.charCodeAt(i));
  };
  write(0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, dataBytes, true);
  return view.buffer;
}

/** Samples from −1 to 1 as 16-bit little-endian PCM. */
export function toS16(samples: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(2 * samples.length));
  samples.forEach((sample, i) => {
    const level = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
    view.setInt16(2 * i, level, true);
  });
  return view.buffer;
}
