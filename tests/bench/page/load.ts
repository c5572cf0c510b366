import type { LoadOrder } from './load-thread';

/** Milliseconds in which a new thread has a model ready, download included when it is not on this device. */
export function measureLoad(order: LoadOrder): Promise<number> {
  const thread = new Worker(new URL('./load-thread.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
    thread.postMessage(order);
  });
}
