import { mount, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { ModelInfo } from '../../../src/client/model-client';
import type { ModelCare } from '../../../src/ui/state/model-care.svelte';
import ModelButtons from '../../../src/ui/parts/ModelButtons.svelte';
import ModelFacts from '../../../src/ui/parts/ModelFacts.svelte';

let shown: Record<string, unknown> | undefined;
afterEach(async () => {
  if (shown) await unmount(shown);
  document.body.replaceChildren();
});

const reason = 'On the processor: the browser found no graphics card for WebGPU.';

function modelOn(id: string, device: 'wasm' | 'webgpu') {
  const planned = { device, precision: 'q4', reason };
  const info = { planned, state: 'absent', storedBytes: 0 } as ModelInfo;
  return { card: findModel(id) as ModelCard, info };
}

function factsOf(id: string, device: 'wasm' | 'webgpu'): string {
  const { card, info } = modelOn(id, device);
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

test.each([
  ['whisper-large-v3-turbo', 'wasm', ''],
  ['whisper-large-v3-turbo', 'webgpu', 'Download'],
  ['whisper-small', 'wasm', 'Download'],
] as const)('%s on %s is offered so: %j', (id, device, words) => {
  const care = { ...modelOn(id, device), starting: false } as ModelCare;
  shown = mount(ModelButtons, { target: document.body, props: { care, onask() {} } });
  expect(document.body.innerText.trim()).toBe(words);
});
