import { describe, expect, it, vi } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import { subjectOf } from '../../../src/engines/agreement/subject';
import { chooseDevice } from '../../../src/engines/device';
import type { DevicePreference } from '../../../src/engines/engine';
import type { Gpu, Subject } from '../../../src/weights/verdicts';

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const safari =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15';
const kokoro = findModel('kokoro') as ModelCard;

function info(given: Partial<GPUAdapterInfo>): GPUAdapterInfo {
  const names = { vendor: '', architecture: '', device: '', description: '' };
  return { ...names, isFallbackAdapter: false, ...given } as GPUAdapterInfo;
}

const nvidia = info({ vendor: 'nvidia', architecture: 'hopper' });

/** A browser with a graphics card that calls itself so. */
function gpu(info: GPUAdapterInfo): Pick<GPU, 'requestAdapter'> {
  return { requestAdapter: async () => ({ info, features: new Set() }) as unknown as GPUAdapter };
}

type Remembered = { agrees?: boolean; on?: Partial<Subject>; failures?: number };

/** Remembers a verdict on Kokoro on the card above, in this Chrome, and how often that card failed. */
function remember({ agrees, on, failures = 0 }: Remembered) {
  const subject = subjectOf('kokoro', 'fp32', { adapter: nvidia, machine: { userAgent: chrome } });
  const about = JSON.stringify({ ...subject, ...on });
  const rest = { finding: 'silence', figures: {}, date: Date.UTC(2026, 2, 1) };
  return {
    async find(asked: Subject) {
      if (agrees === undefined || JSON.stringify(asked) !== about) return undefined;
      return { ...asked, agrees, ...rest };
    },
    failures: async ({ adapter }: Gpu) => (adapter === subject.adapter ? failures : 0),
  };
}

type Case = Remembered & {
  preference?: DevicePreference;
  card?: ModelCard;
  userAgent?: string;
  gpu?: Pick<GPU, 'requestAdapter'> | undefined;
};

function choose({ preference = 'auto', card = kokoro, ...rest }: Case = {}) {
  const machine = { userAgent: chrome, gpu: gpu(nvidia), ...rest };
  return chooseDevice(card, preference, { machine, verdicts: remember(rest) });
}

function saying(part: string): string {
  return expect.stringContaining(part) as string;
}

describe('chooseDevice', () => {
  it('takes a graphics card and names it', async () => {
    expect(await choose()).toEqual({
      device: 'webgpu',
      precisions: ['fp32'],
      reason: 'WebGPU on nvidia hopper.',
    });
  });

  it('does not take a software adapter for a graphics card, unless it is asked for', async () => {
    for (const given of [
      { vendor: 'google', architecture: 'swiftshader' },
      { description: 'llvmpipe (LLVM 15.0.7, 256 bits)' },
      { vendor: 'acme', isFallbackAdapter: true },
    ]) {
      const emulated = gpu(info(given));
      const choice = await choose({ gpu: emulated });
      expect(choice).toMatchObject({ device: 'wasm', reason: saying('only emulated') });
      expect(choice.precisions).toEqual(['q8', 'fp32']);
      const forced = await choose({ gpu: emulated, preference: 'webgpu' });
      expect(forced).toMatchObject({ device: 'webgpu', precisions: ['fp32'] });
    }
  });

  it('prefers the processor in Firefox and Safari, unless WebGPU is asked for', async () => {
    for (const [userAgent, name] of [
      [firefox, 'Firefox'],
      [safari, 'Safari'],
    ] as const) {
      expect(await choose({ userAgent })).toMatchObject({ device: 'wasm', reason: saying(name) });
      const forced = await choose({ userAgent, preference: 'webgpu' });
      expect(forced.device).toBe('webgpu');
    }
  });

  it('takes the processor when it is asked for', async () => {
    const choice = await choose({ preference: 'wasm' });
    expect(choice).toMatchObject({ device: 'wasm', reason: saying('asked for') });
  });

  it('says when there is no WebGPU, no adapter, or a broken one', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    const without = await choose({ gpu: undefined });
    expect(without).toMatchObject({ device: 'wasm', reason: saying('no WebGPU') });
    for (const requestAdapter of [async () => null, () => Promise.reject(new Error('lost'))]) {
      const choice = await choose({ gpu: { requestAdapter } });
      expect(choice).toMatchObject({ device: 'wasm', reason: saying('no graphics card') });
    }
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  it('keeps away from a card that was wrong, and says what it did', async () => {
    expect(await choose({ agrees: false })).toMatchObject({
      device: 'wasm',
      reason:
        'On the processor: nvidia hopper was wrong when it was checked against the processor on 2026-03-01: silence.',
    });
    expect((await choose({ agrees: true })).device).toBe('webgpu');
    expect((await choose({ agrees: false, preference: 'webgpu' })).device).toBe('webgpu');
  });

  it('tries a card again with another model, precision, browser, runtime or card', async () => {
    for (const on of [
      { model: 'whisper' },
      { precision: 'q8' },
      { browser: 'Chromium 139.0.0.0' },
      { runtime: '1.30.0' },
      { adapter: 'nvidia ampere' },
    ]) {
      expect((await choose({ agrees: false, on })).device).toBe('webgpu');
    }
  });

  it('leaves a card alone that failed twice in a week', async () => {
    expect((await choose({ failures: 1 })).device).toBe('webgpu');
    expect(await choose({ failures: 2 })).toMatchObject({
      device: 'wasm',
      reason: saying('failed 2 times'),
    });
  });

  it('asks no graphics card for a model that has no use for it', async () => {
    const requestAdapter = vi.fn(async () => null);
    const espeak = findModel('espeak-ng') as ModelCard;
    const choice = await choose({ card: espeak, gpu: { requestAdapter } });
    expect(choice.device).toBe('wasm');
    expect(requestAdapter).not.toHaveBeenCalled();
  });
});
