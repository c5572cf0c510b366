import type { WhisperLoadOrder } from './whisper-load-thread';
import type { WhisperOrder, WhisperRuns } from './whisper-thread';

/** Writes noise down with a Whisper in a thread of its own, and ends the thread. */
export function measureWhisper(order: WhisperOrder): Promise<WhisperRuns> {
  const thread = new Worker(new URL('./whisper-thread.ts', import.meta.url), { type: 'module' });
  return ask<WhisperRuns>(thread, order).finally(() => thread.terminate());
}

/** Milliseconds in which a new thread has a Whisper ready, download included when it is not on this device. */
export function measureWhisperLoad(order: WhisperLoadOrder): Promise<number> {
  const thread = new Worker(new URL('./whisper-load-thread.ts', import.meta.url), {
    type: 'module',
  });
  return ask<number>(thread, order);
}

function ask<Answer>(thread: Worker, order: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
    thread.postMessage(order);
  });
}
