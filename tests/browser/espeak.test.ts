import { afterEach, expect, test } from 'vitest';
import type { PageReport } from './espeak-page';

const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'";

let frame: HTMLIFrameElement | undefined;
afterEach(() => frame?.remove());

/** What the page of eSpeak tells, in a frame with the policy above. */
function openPage(): Promise<PageReport> {
  const page = new URL('./espeak-page.ts', import.meta.url);
  return new Promise((resolve, reject) => {
    addEventListener(
      'message',
      function listen({ source, data }: MessageEvent<PageReport | string>) {
        if (source !== frame?.contentWindow) return;
        removeEventListener('message', listen);
        if (typeof data === 'string') reject(new Error(data));
        else resolve(data);
      },
    );
    frame = document.createElement('iframe');
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="${page.href}"></script>`;
    frame.addEventListener('error', () => reject(new Error('The page was not loaded.')));
    document.body.append(frame);
  });
}

test('eSpeak runs under a strict policy, and fetches three packs of its own origin', async () => {
  const { symbols, seconds, words, fetched, stopped } = await openPage();
  expect(symbols).toBe('həlˈO, wˈɜɹld!');
  expect(seconds).toBeGreaterThan(1);
  expect(words).toBe(3);
  expect(stopped).toEqual([]);
  expect(fetched.filter((url) => !url.startsWith(location.origin))).toEqual([]);
  expect(fetched.filter((url) => url.includes('espeak-ng.data'))).toEqual([]);
  const packs = fetched.filter((url) => url.startsWith(`${location.origin}/espeak/`));
  expect(packs.map((url) => /espeak\/(\w+)-/.exec(url)?.[1]).sort()).toEqual([
    'core',
    'en',
    'index',
  ]);
});
