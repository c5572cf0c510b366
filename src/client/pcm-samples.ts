/** 16-bit little-endian mono PCM as samples from −1 to 1; the bytes may be cut anywhere, also inside a sample. */
export async function* readSamples(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Float32Array<ArrayBuffer>, void, undefined> {
  let rest = new Uint8Array(0);
  for await (const chunk of bytes) {
    const whole = new Uint8Array(rest.length + chunk.length);
    whole.set(rest);
    whole.set(chunk, rest.length);
    const samples = new Float32Array(whole.length >> 1);
    const view = new DataView(whole.buffer);
    for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(2 * i, true) / 32768;
    rest = whole.subarray(2 * samples.length);
    if (samples.length > 0) yield samples;
  }
}
