import { expect, test, vi } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import { createDeviceSurvey } from '../../../src/engines/device-survey';
import type { DevicePreference } from '../../../src/engines/engine';

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0';
const card = (id: string) => findModel(id) as ModelCard;

const adapter = {
  info: { vendor: 'nvidia', architecture: 'hopper', device: '', description: '' },
  features: new Set(['timestamp-query', 'shader-f16']),
  limits: { maxBufferSize: 100, maxBindGroups: 4 },
} as unknown as GPUAdapter;

type Case = { found?: GPUAdapter | null; preference?: DevicePreference; gpu?: boolean };

function survey({ found = adapter, preference = 'auto', gpu = true }: Case = {}) {
  const requestAdapter = vi.fn(async () => found);
  const verdicts = {
    find: async () => undefined,
    failures: async ({ browser }: { browser: string }) =>
      browser === 'Chromium 140.0.0.0' ? 1 : 0,
    all: async () => [],
    forget: vi.fn(async () => undefined),
  };
  const machine = { userAgent, gpu: gpu ? { requestAdapter } : undefined };
  const made = createDeviceSurvey({ preference: async () => preference, machine, verdicts });
  return { ...made, requestAdapter, verdicts };
}

test('a plan names what would be loaded, and why', async () => {
  const { plan } = survey();
  expect(await plan(card('kokoro'))).toEqual({
    device: 'webgpu',
    precision: 'fp32',
    reason: 'WebGPU on nvidia hopper.',
  });
  expect(await plan(card('espeak-ng'))).toMatchObject({ device: 'wasm', precision: 'none' });
  const { plan: planned } = survey({ preference: 'wasm' });
  expect(await planned(card('kokoro'))).toMatchObject({ device: 'wasm', precision: 'q8' });
  expect(await planned(card('sample-kokoro'))).toMatchObject({ precision: 'fp32' });
});

test('the card is asked for once, however many plans are made', async () => {
  const { plan, gpu, requestAdapter } = survey();
  await plan(card('kokoro'));
  await Promise.all([plan(card('kokoro')), gpu(), plan(card('sample-kokoro'))]);
  expect(requestAdapter).toHaveBeenCalledOnce();
});

test('the card is described with what matters to models', async () => {
  expect(await survey().gpu()).toMatchObject({
    name: 'nvidia hopper',
    software: false,
    features: ['shader-f16', 'timestamp-query'],
    limits: { maxBufferSize: 100 },
    failures: 1,
  });
  expect(await survey({ found: null }).gpu()).toBeUndefined();
  expect(await survey({ gpu: false }).gpu()).toBeUndefined();
});

test('what cannot be checked is told with the reason', async () => {
  expect(await survey().objection(card('kokoro'))).toBeUndefined();
  expect(await survey().objection(card('espeak-ng'))).toContain('too little');
  expect(await survey({ gpu: false }).objection(card('kokoro'))).toContain('no WebGPU');
  expect(await survey({ found: null }).objection(card('kokoro'))).toContain('found none');
});
