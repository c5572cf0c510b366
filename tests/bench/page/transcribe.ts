import type { TranscribeOrder, TranscribeRuns } from './transcribe-thread';

/** Writes a recording down in a thread of its own, and ends the thread. */
export function measureTranscribe(order: Omit<TranscribeOrder, 'base'>): Promise<TranscribeRuns> {
  const thread = new Worker(new URL('./transcribe-thread.ts', import.meta.url), { type: 'module' });
  return new Promise<TranscribeRuns>((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<TranscribeRuns>) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
    thread.postMessage({ ...order, base: `${location.origin}/` } satisfies TranscribeOrder);
  }).finally(() => thread.terminate());
}
