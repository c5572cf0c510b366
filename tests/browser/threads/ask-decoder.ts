import { commands } from 'vitest/browser';
import type { DecodedInput, DecodeInputOrder } from './decode-input-thread';

declare module 'vitest/browser' {
  interface BrowserCommands {
    hasFfmpeg: () => Promise<boolean>;
    encodeWithFfmpeg: (order: Recipe & { samples: string }) => Promise<string>;
  }
}

export type Recipe = {
  /** Hz. */
  rate: number;
  channels: number;
  /** The encoder and its options. */
  args: string[];
  /** Of the file's name; it tells the container. */
  ending: string;
  /** What else goes into the file. */
  inputs?: string[];
};

/** A file made by ffmpeg, with the same sound in each channel. */
export async function encode(
  samples: Float32Array<ArrayBuffer>,
  { rate, channels, args, ending, inputs = [] }: Recipe,
): Promise<Uint8Array<ArrayBuffer>> {
  let text = '';
  for (const byte of new Uint8Array(samples.buffer)) text += String.fromCharCode(byte);
  const order = { rate, channels, args, ending, inputs, samples: btoa(text) };
  const file = await commands.encodeWithFfmpeg(order);
  return Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
}

export type Decode = (order: DecodeInputOrder) => Promise<DecodedInput>;

/** A thread that decodes one file after the other. */
export function startDecoder(): { decode: Decode; end: () => void } {
  const url = new URL('./decode-input-thread.ts', import.meta.url);
  const worker = new Worker(url, { type: 'module' });
  return {
    decode: (order) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<DecodedInput>) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(order);
      }),
    end: () => worker.terminate(),
  };
}
