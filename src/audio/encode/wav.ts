import type { Header } from '../formats';
import { toPcm16 } from '../pcm';
import { encodePcm } from './pcm';
import { withHeader } from './with-header';

/**
 * RIFF/WAVE with 16-bit mono PCM. An exact header holds the length, so nothing is sent before the last sample is
 * known; an open one has the greatest sizes there are in their place, which players take as "until it ends".
 */
export async function* encodeWav(
  samples: AsyncIterable<Float32Array>,
  sampleRate: number,
  header: Header = 'exact',
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  if (header === 'open') {
    yield* withHeader(wavHeader(sampleRate, undefined), encodePcm(samples));
    return;
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of samples) parts.push(toPcm16(part));
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  yield wavHeader(sampleRate, bytes);
  for (const part of parts) {
    if (part.length > 0) yield part;
  }
}

const headerBytes = 44;
const sampleBytes = 2;
const unknownSize = 0xffffffff;

function wavHeader(sampleRate: number, dataBytes: number | undefined): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(headerBytes));
  const tag = (at: number, name: string) => {
    for (let i = 0; i < name.length; i++) view.setUint8(at + i, name.charCodeAt(i));
  };
  tag(0, 'RIFF');
  view.setUint32(4, dataBytes === undefined ? unknownSize : headerBytes - 8 + dataBytes, true);
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
  view.setUint32(40, dataBytes ?? unknownSize, true);
  return new Uint8Array(view.buffer);
}
