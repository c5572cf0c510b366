import { models } from '../../src/catalog/models';
import { fromOrigin } from '../../src/engines/espeak/data';
import { loadEspeak } from '../../src/engines/espeak/espeak';
import { spokenForm } from '../../src/engines/espeak/phonemizer';
import { createSpeaker } from '../../src/engines/espeak/speaker';

export type PageReport = {
  symbols: string;
  seconds: number;
  words: number;
  /** Addresses of everything that this page fetched. */
  fetched: string[];
  /** What its content security policy has stopped. */
  stopped: string[];
};

// Runs in a page of its own, under the policy of the built app.
const stopped: string[] = [];
addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
  stopped.push(`${violatedDirective}: ${blockedURI}`);
});

// Vitest rewrites `import()` to go through its runner, which only its own page has.
Object.assign(globalThis, {
  __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() },
});

// This page's own address is `about:srcdoc`.
const { origin } = parent.location;
parent.postMessage(await report().catch((error: unknown) => String(error)), origin);

async function report(): Promise<PageReport> {
  const espeak = await loadEspeak(fromOrigin(`${origin}/`));
  const card = models.find(({ engine }) => engine === 'espeak');
  if (!card) throw new Error('The catalog has no eSpeak.');
  const speaker = createSpeaker(espeak, card);
  let seconds = 0;
  let words = 0;
  const utterance = { text: 'Hello there. Grüße!', voice: 'en-us', speed: 1 };
  for await (const chunk of speaker.run(utterance)) {
    seconds += chunk.samples.length / chunk.sampleRate;
    words += chunk.words.length;
  }
  return {
    symbols: spokenForm(espeak, 'Hello, world!', 'en-US').symbols,
    seconds,
    words,
    fetched: performance.getEntriesByType('resource').map(({ name }) => name),
    stopped,
  };
}
