const key = 'sotto-stored-models';

/**
 * The models that were stored on this device when they were last looked for. Unlike databases and caches, this stays
 * when Chromium evicts a site's data; other browsers evict all of it, and nothing is left that could be missed.
 */
export function readRememberedModels(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch (error) {
    console.warn('Which models were on this device is not known.', error);
    return [];
  }
}

export function rememberModels(ids: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(ids));
  } catch (error) {
    console.warn('Which models are on this device cannot be remembered.', error);
  }
}
