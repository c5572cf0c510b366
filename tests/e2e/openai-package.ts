import { build } from 'vite';
import type { Page } from 'playwright-core';
import type { OpenAI as Client } from 'openai';

declare global {
  /** The `openai` package, once `addOpenAi` has put it into the page. */
  var OpenAI: typeof Client;
  var openai: Client;
}

let bundle: Promise<string> | undefined;

/** Puts the unmodified `openai` package into a page, with a client (`openai`) that asks the page's own origin. */
export async function addOpenAi(page: Page): Promise<void> {
  bundle ??= bundled();
  await page.evaluate(await bundle);
  await page.evaluate(() => {
    globalThis.openai = new OpenAI({
      apiKey: 'none-needed',
      baseURL: `${location.origin}/v1`,
      dangerouslyAllowBrowser: true,
    });
  });
}

async function bundled(): Promise<string> {
  const entry = 'virtual:openai-entry';
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'openai-entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) =>
          id === `\0${entry}`
            ? `import OpenAI from 'openai'; globalThis.OpenAI = OpenAI;`
            : undefined,
      },
    ],
    build: {
      write: false,
      rolldownOptions: { input: entry, output: { format: 'iife', entryFileNames: 'openai.js' } },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error('The openai package was not bundled.');
  return output.output[0].code;
}
