import { playwright } from '@vitest/browser-playwright';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { splitAppFiles } from './scripts/app-files.mjs';
import { browserArguments, installedBrowser } from './scripts/browser.mjs';
import { cutEspeakData } from './scripts/espeak-data.mjs';
import { encodeWithFfmpeg, hasFfmpeg } from './tests/browser/ffmpeg.mjs';
import { packJapaneseData } from './scripts/japanese-data.mjs';

/**
 * eSpeak NG's data, cut into a core and one pack per language, and the Japanese dictionary stand in public/ before
 * anything reads them.
 */
function languagePacks(): Plugin {
  return {
    name: 'sotto:language-packs',
    async configResolved(config) {
      await cutEspeakData(join(config.publicDir, 'espeak'));
      await packJapaneseData(join(config.publicDir, 'kuromoji'));
    },
  };
}

/** `/sw.js`: the service worker as one classic script under a stable name, built on demand in development. */
function serviceWorker(): Plugin {
  async function bundle(minify: boolean): Promise<string> {
    const result = await build({
      configFile: false,
      publicDir: false,
      logLevel: 'warn',
      build: {
        write: false,
        minify,
        rolldownOptions: {
          input: 'workers/service-worker.ts',
          output: { format: 'iife', entryFileNames: 'sw.js' },
        },
      },
    });
    const output = Array.isArray(result) ? result[0] : result;
    if (!output || !('output' in output)) throw new Error('The service worker was not built.');
    return output.output[0].code;
  }
  return {
    name: 'sotto:service-worker',
    configureServer(server) {
      server.middlewares.use('/sw.js', (_request, response, next) => {
        bundle(false).then((code) => {
          response.setHeader('content-type', 'text/javascript');
          response.setHeader('cache-control', 'no-cache');
          response.end(code);
        }, next);
      });
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: await bundle(true) });
    },
  };
}

/** `app-files.json`: what the service worker keeps for offline use at once, and what it keeps when it is first used. */
function appFiles(): Plugin {
  let publicDir = '';
  return {
    name: 'sotto:app-files',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, output) {
        const copied = readdirSync(publicDir, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(publicDir, join(entry.parentPath, entry.name)))
          .map((path) => path.replaceAll('\\', '/'));
        const made = new Map(
          Object.entries(output).map(([path, file]) => [
            path,
            file.type === 'chunk' ? file.code : file.source,
          ]),
        );
        const scripts = new Map(
          [...made]
            .filter(([path]) => path.endsWith('.js'))
            .map(([path, content]) => [path, String(content)]),
        );
        const paths = [...made.keys(), ...copied];
        // The page of the benches is not the app.
        const isApp = made.has('index.html');
        const { files, later } = isApp ? splitAppFiles(paths, scripts) : { files: [], later: [] };
        const version = createHash('sha256');
        for (const path of [...files, ...later]) {
          version.update(path).update(made.get(path) ?? readFileSync(join(publicDir, path)));
        }
        this.emitFile({
          type: 'asset',
          fileName: 'app-files.json',
          source: JSON.stringify({ version: version.digest('hex').slice(0, 16), files, later }),
        });
      },
    },
  };
}

/** The messages of zod in its fifty other languages: 250 KB that the API, which answers in English, never shows. */
function onlyEnglishMessages(): Plugin {
  return {
    name: 'sotto:only-english-messages',
    enforce: 'pre',
    resolveId(source, importer) {
      const isIndex = source.endsWith('locales/index.js') && importer?.includes('/zod/v4/');
      return isIndex ? this.resolve('zod/v4/locales/en.js', importer) : null;
    },
  };
}

/**
 * `virtual:aac-encoder`: the WASM module that `@mediabunny/aac-encoder` has only inside a worker made of a blob. Its
 * file is half CommonJS and half a module, and becomes a module here (decision 9).
 */
function aacEncoder(): Plugin {
  const name = 'virtual:aac-encoder';
  return {
    name: 'sotto:aac-encoder',
    resolveId: (source) => (source === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const path = 'node_modules/@mediabunny/aac-encoder/dist/modules/build/aac.js';
      const code = readFileSync(join(import.meta.dirname, path), 'utf8');
      const marker = /^Object\.defineProperty\(exports.*$/m;
      const result = /^exports\.default = /m;
      if (!marker.test(code) || !result.test(code)) throw new Error(`${path} is not what it was.`);
      return { code: code.replace(marker, '').replace(result, 'export default '), map: null };
    },
  };
}

/** The lists of `emojibase-data` with nothing but the names: a tenth of what they weigh (decision 10). */
function emojiNames(): Plugin {
  return {
    name: 'sotto:emoji-names',
    enforce: 'pre',
    load(id) {
      if (!/emojibase-data\/\w+\/compact\.json$/.test(id)) return null;
      const list = JSON.parse(readFileSync(id, 'utf8')) as { unicode: string; label: string }[];
      return JSON.stringify(list.map(({ unicode, label }) => ({ unicode, label })));
    },
  };
}

/** The lists of names bear their language, so that an update fetches those that were used. */
const chunkFileNames = ({ moduleIds }: { moduleIds: readonly string[] }) => {
  const [, language] = /emojibase-data\/(\w+)\/compact/.exec(moduleIds.join()) ?? [];
  return `assets/${language === undefined ? '[name]' : `emoji-${language}`}-[hash].js`;
};

/** In development Vite puts styles into the page as elements, which the page's policy would refuse. */
function developmentStyles(): Plugin {
  return {
    name: 'sotto:development-styles',
    apply: 'serve',
    transformIndexHtml: (html) =>
      html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  };
}

/** Vite’s own pattern, `n2words/*`, would include the package’s root as well, which it does not have. */
function numberLanguages(): string[] {
  return readdirSync(join(import.meta.dirname, 'node_modules/n2words/src'))
    .filter((name) => /^[a-z]+-.*\.js$/.test(name))
    .map((name) => `n2words/${name.slice(0, -3)}`);
}

// `npm test` finds a browser first, and downloads one when there is none.
const executablePath = installedBrowser();
const longest = 120_000;

export default defineConfig({
  base: './',
  plugins: [
    svelte(),
    languagePacks(),
    aacEncoder(),
    emojiNames(),
    serviceWorker(),
    appFiles(),
    developmentStyles(),
  ],
  worker: {
    format: 'es',
    plugins: () => [onlyEnglishMessages(), aacEncoder(), emojiNames()],
    rolldownOptions: { output: { chunkFileNames } },
  },
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  optimizeDeps: {
    // What a test meets for the first time in the middle of a run would load its page again.
    include: [
      '@huggingface/transformers',
      '@hono/zod-openapi',
      '@sglkc/kuromoji/src/Tokenizer.js',
      '@sglkc/kuromoji/src/dict/DynamicDictionaries.js',
      'comlink',
      'hash-wasm',
      'idb-keyval',
      'libopus-wasm',
      'mediabunny',
      ...numberLanguages(),
      'pinyin-pro',
      'tinyld/light',
      'wasm-media-encoders',
      'zod',
    ],
    exclude: ['onnxruntime-web', '@echogarden/espeak-ng-emscripten'],
  },
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: longest,
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/hub/global-setup.ts'],
          testTimeout: longest,
          maxWorkers: 2,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(executablePath === undefined ? {} : { executablePath }),
                args: browserArguments,
              },
            }),
            commands: { encodeWithFfmpeg, hasFfmpeg },
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ['tests/e2e/firefox.test.ts'],
          globalSetup: ['tests/e2e/global-setup.ts'],
          testTimeout: longest,
          hookTimeout: longest,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          // By itself: Firefox ends service workers by the clock, also those of a busy machine.
          name: 'firefox',
          environment: 'node',
          include: ['tests/e2e/firefox.test.ts'],
          globalSetup: ['tests/e2e/global-setup.ts'],
          testTimeout: longest,
          hookTimeout: longest,
        },
      },
    ],
  },
});
