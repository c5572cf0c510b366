import { createLexicons } from '../../src/engines/kokoro/lexicons';
import { loadPhonemizer } from '../../src/engines/kokoro/phonemizer';
import type { SpokenForm } from '../../src/engines/espeak/phonemizer';

// A worker that reads texts for Kokoro, and tells what it fetched for them.

export type Order = { text: string; language: string };
export type Told = { form: SpokenForm; fetched: string[] } | { failure: string };

// Vitest has every dynamic import wrapped by a helper that it gives to pages only.
Object.assign(globalThis, {
  __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() },
});

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  read(data).then(
    (told: Told) => postMessage(told),
    (error: unknown) => postMessage({ failure: String(error) }),
  );
});

const base = new URL('/', location.href).href;

async function read({ text, language }: Order): Promise<Told> {
  const lexicons = Promise.resolve(createLexicons(() => undefined));
  const phonemize = await loadPhonemizer(base, { language, lexicons });
  const form = await phonemize(text, language);
  return {
    form,
    fetched: performance.getEntriesByType('resource').map(({ name }) => name),
  };
}
