import { mount, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { ModelInfo } from '../../../src/client/model-client';
import ModelFacts from '../../../src/ui/parts/ModelFacts.svelte';

let shown: Record<string, unknown> | undefined;
afterEach(async () => {
  if (shown) await unmount(shown);
  document.body.replaceChildren();
});

const reason = 'On the processor: the browser found no graphics card for WebGPU.';

function factsOf(id: string, device: 'wasm' | 'webgpu'): string {
  const card = findModel(id) as ModelCard;
  const info = { planned: { device, precision: 'q4', reason }, storedBytes: 0 } as ModelInfo;
  shown = mount(ModelFacts, { target: document.body, props: { card, info } });
  return document.body.innerText;
}

test.each([
  ['whisper-large-v3-turbo', 'wasm', 'Does not run here'],
  ['whisper-large-v3-turbo', 'webgpu', 'Would run as'],
  ['whisper-small', 'wasm', 'Would run as'],
] as const)('%s on %s: %s', (id, device, words) => {
  expect(factsOf(id, device)).toContain(words);
});
