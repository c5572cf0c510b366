import { afterAll, beforeAll } from 'vitest';
import { commands } from 'vitest/browser';
import { startDecoder, type Decoder } from './threads/decoder-thread';

/** A thread that decodes, for the tests of a file, and whether ffmpeg can make files for it. */
export function decoderForTests(): Pick<Decoder, 'decode'> & { readonly hasFfmpeg: boolean } {
  let thread: Decoder;
  let hasFfmpeg = false;
  beforeAll(async () => {
    hasFfmpeg = await commands.hasFfmpeg();
    thread = startDecoder();
  });
  afterAll(() => thread.end());
  return {
    decode: (order) => thread.decode(order),
    get hasFfmpeg() {
      return hasFfmpeg;
    },
  };
}
