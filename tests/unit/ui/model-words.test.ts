import { expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { ModelInfo } from '../../../src/client/model-client';
import {
  announcement,
  placementWords,
  progressWords,
  sizeWords,
  stateWords,
} from '../../../src/ui/state/model-words';

const kokoro = findModel('kokoro') as ModelCard;
const sample = findModel('sample-kokoro') as ModelCard;

function info(changes: Partial<ModelInfo> = {}): ModelInfo {
  return {
    id: 'kokoro',
    state: 'absent',
    storedBytes: 0,
    evicted: false,
    progress: undefined,
    placement: undefined,
    planned: undefined,
    ...changes,
  };
}

test.each([
  ['nothing is known', undefined, ''],
  ['nothing of it is here', info(), 'Not on this device'],
  ['a part of it is here', info({ storedBytes: 1 }), 'Download paused'],
  ['it was here', info({ evicted: true }), 'Removed by the browser'],
  ['all of it is here', info({ state: 'stored', storedBytes: 9 }), 'On this device'],
  [
    'it is made ready',
    info({ state: 'stored', progress: { phase: 'load', loaded: 1, total: 1 } }),
    'Loading',
  ],
])('when %s, a model’s state says so', (_when, about, words) => {
  expect(stateWords(kokoro, about, false)).toBe(words);
});

test('a model of the app’s own origin is not told to be missing', () => {
  expect(stateWords(sample, info(), false)).toBe('Part of this app');
});

test('between the click and the first byte the model is looked for', () => {
  expect(stateWords(kokoro, info(), true)).toBe('Looking for the model…');
});

test('sizes are told with their precision, the smallest first', () => {
  expect(sizeWords(kokoro)).toBe('92 MB (q8) or 326 MB (fp32)');
});

test('a place is told with its precision, where it has one', () => {
  const place = { device: 'wasm', precision: 'q8', reason: '' };
  expect(placementWords(place)).toBe('q8 with WebAssembly');
  expect(placementWords({ ...place, precision: 'none' })).toBe('WebAssembly');
});

const half = { phase: 'download', loaded: 46e6, total: 92e6 } as const;

test.each([
  ['all', half, 2e6, '46 MB of 92 MB · 2.0 MB/s · 23 s left'],
  ['no rate', half, undefined, '46 MB of 92 MB'],
  ['a slow rate', half, 50_000, '46 MB of 92 MB · 50 kB/s · 15 min 20 s left'],
  ['no movement', half, 0, '46 MB of 92 MB · nothing arrives at the moment'],
  ['no total', { ...half, total: undefined }, 2e6, '46 MB · 2.0 MB/s'],
] as const)('progress with %s known', (_what, progress, rate, words) => {
  expect(progressWords(progress, rate)).toBe(words);
});

test('to be listened to, a download is told in quarters', () => {
  const told = Array.from({ length: 101 }, (_, percent) => {
    const progress = { phase: 'download', loaded: percent, total: 100 } as const;
    return announcement(kokoro, info({ state: 'downloading', progress }), false);
  });
  expect([...new Set(told)]).toEqual(
    [0, 25, 50, 75, 100].map((percent) => `Kokoro 82M: Downloading, ${percent} percent`),
  );
});
