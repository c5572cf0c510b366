import type { EncodeRequest, EncodeRuns } from './encode-thread';

/** How fast each format is encoded and rates are changed, in a thread of its own. */
export function measureEncode(request: EncodeRequest): Promise<EncodeRuns> {
  const thread = new Worker(new URL('./encode-thread.ts', import.meta.url), { type: 'module' });
  return new Promise<EncodeRuns>((resolve, reject) => {
    thread.onmessage = ({ data }: MessageEvent<EncodeRuns>) => resolve(data);
    thread.onerror = ({ message }) => reject(new Error(message));
    thread.postMessage(request);
  }).finally(() => thread.terminate());
}
