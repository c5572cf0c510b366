/** Mono samples from −1 to 1 as a WAV file of 16 bits a sample. */
export function wavFile(pieces: readonly Float32Array[], sampleRate: number): Blob {
  const count = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return new Blob([wavHeader(2 * count, sampleRate), ...pieces.map(toS16)], { type: 'audio/wav' });
}

/** Channels of one length, with samples from −1 to 1, as a WAV file of 16 bits a sample. */
export function wavFileOf(channels: readonly Float32Array[], sampleRate: number): Blob {
  const count = channels.length;
  const frames = new Float32Array(count * (channels[0]?.length ?? 0));
  for (const [at, samples] of channels.entries())
    for (let i = 0; i < samples.length; i++) frames[i * count + at] = samples[i]!;
  const header = wavHeader(2 * frames.length, sampleRate, count);
  return new Blob([header, toS16(frames)], { type: 'audio/wav' });
}

/** The start of a WAV file of 16 bits: RIFF header, one `fmt ` chunk (1 = integer PCM), the start of the `data` chunk. */
export function wavHeader(dataBytes: number, sampleRate: number, channels = 1): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44));
  const write = (at: number, name: string) => {
    for (let i = 0; i < name.length; i++) view.setUint8(at + i, name.charCodeAt(i));
  };
  write(0, 'RIFF');
  view.setUint32(4, 36 + dataBytes, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * channels * sampleRate, true);
  view.setUint16(32, 2 * channels, true);
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
