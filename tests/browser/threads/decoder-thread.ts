import type { DecodedInput, DecodeInputOrder } from './decode-input-thread';

export type Decoder = {
  /** Rejects when the thread dies. */
  decode: (order: DecodeInputOrder) => Promise<DecodedInput>;
  end: () => void;
};

/** A thread that decodes one file after the other. */
export function startDecoder(): Decoder {
  const worker = new Worker(new URL('./decode-input-thread.ts', import.meta.url), {
    type: 'module',
  });
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
