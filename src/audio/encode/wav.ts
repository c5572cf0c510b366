import { toPcm16 } from '../pcm';

/**
 * RIFF/WAVE with 16-bit mono PCM. Its header holds the length, so nothing is sent before the last sample is known:
 * who wants the first byte early takes pcm or mp3.
 */
export async function* encodeWav(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of samples) parts.push(toPcm16(part));
  yield header(
    parts.reduce((sum, part) => sum + part.length, 0),
    sampleRate,
  );
  for (const part of parts) {
    if (part.length > 0) yield part;
  }
}

const headerBytes = 44;
const sampleBytes = 2;

function header(dataBytes: number, sampleRate: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(headerBytes));
  const tag = (at: number, name: string) => {
    for (let i = 0; i < name.length; i++) view.setUint8(at + i, name.charCodeAt(i));
  };
  tag(0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes, true);
  tag(8, 'WAVE');
  tag(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // integer PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * sampleBytes, true);
  view.setUint16(32, sampleBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  tag(36, 'data');
  view.setUint32(40, dataBytes, true);
  return new Uint8Array(view.buffer);
}
