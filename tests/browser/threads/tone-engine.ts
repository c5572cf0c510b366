import { SpeechError } from '../../../src/base/errors';
import { exposeEngine } from '../../../src/wire/engine-port';

// An engine thread without a model: each word is a chunk. Some words are orders.
exposeEngine(async ({ device }, report) => {
  if (device === 'webgpu') throw new SpeechError('engine_unavailable', 'No adapter here.');
  report({ phase: 'load', loaded: 1, total: 2 });
  return {
    placement: { device: 'wasm', precision: 'none', reason: 'a test' },
    speaker: {
      async *run({ text }) {
        const seen = { chunks: 0, left: false };
        Object.assign(self, { seen });
        try {
          for (const word of text.split(' ')) {
            if (word === 'fail') throw new SpeechError('engine_failed', 'The word was fail.');
            if (word === 'trap') throw new WebAssembly.RuntimeError('unreachable');
            if (word === 'crash')
              setTimeout(() => {
                throw new Error('crashed');
              });
            if (word === 'crash') await new Promise(() => {});
            seen.chunks++;
            yield {
              samples: new Float32Array(100).fill(0.25),
              sampleRate: 24000,
              from: 0,
              to: 1,
              words: [],
            };
          }
        } finally {
          postMessage({ left: seen.chunks });
        }
      },
      async read({ text }) {
        if (text === 'fail') throw new SpeechError('unknown_voice', 'The word was fail.');
        return {
          symbols: text.toUpperCase(),
          words: [{ symbols: 'A', from: 0, to: 1 }],
          language: 'en',
        };
      },
      async dispose() {},
    },
  };
});
