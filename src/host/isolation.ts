const storageKey = 'sotto-isolation-tried';
/** Milliseconds within which a second try would be a loop. */
const pause = 10_000;

/** Whether WASM may use threads. WebKit may say that it is isolated and still hide SharedArrayBuffer. */
export function hasThreads(): boolean {
  return crossOriginIsolated && typeof SharedArrayBuffer === 'function';
}

/**
 * Loads this page once more when its service worker would isolate it and it is not isolated yet. A time is kept
 * instead of a flag: an isolated page gets a copy of the session's storage, so a flag cleared there stays set here.
 * Returns true when the page is about to be loaded again.
 */
export function reloadForIsolation(): boolean {
  if (crossOriginIsolated || window.top !== window) return false;
  try {
    const last = Number(sessionStorage.getItem(storageKey) ?? 0);
    if (Date.now() - last < pause) return false;
    sessionStorage.setItem(storageKey, String(Date.now()));
  } catch {
    // Without storage a loop could not be noticed.
    return false;
  }
  location.reload();
  return true;
}
