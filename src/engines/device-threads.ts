/**
 * How many threads WASM computes with: half of the logical processors, which is how many real cores most machines have;
 * more than four gain little for models of this size and take them from the page and from playback. Threads need shared
 * memory, and that needs cross-origin isolation.
 */
export function wasmThreads(): number {
  const shared = self.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined';
  return shared ? Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2))) : 1;
}
