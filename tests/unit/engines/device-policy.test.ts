import { describe, expect, it } from 'vitest';
import { browserOf, computable, precisionsFor } from '../../../src/engines/device-policy';

const webkit = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15';

describe('the policy', () => {
  it('loads Kokoro as fp32 on a graphics card, and as small as can be on the processor', () => {
    expect(precisionsFor('kokoro', 'webgpu', new Set(['shader-f16']))).toEqual(['fp32']);
    expect(precisionsFor('kokoro', 'wasm')).toEqual(['q8', 'fp32']);
  });

  it('leaves out 16-bit files where the card has no 16-bit numbers', () => {
    const all = ['fp16', 'q4f16', 'q4', 'fp32'] as const;
    expect(computable(all, 'webgpu', new Set(['shader-f16']))).toEqual(all);
    expect(computable(all, 'webgpu', new Set(['timestamp-query']))).toEqual(['q4', 'fp32']);
    expect(computable(all, 'webgpu')).toEqual(['q4', 'fp32']);
    expect(computable(all, 'wasm')).toEqual(all);
  });
});

describe('browserOf', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.1.2 Safari/537.36',
      'Chromium',
      '140.0.1.2',
    ],
    [
      'Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Chromium',
      '140.0.0.0',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36',
      'Chromium',
      '140.0.0.0',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', '140.0'],
    [`${webkit} (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1`, 'Safari', '18.6'],
    [`${webkit} (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1`, 'Safari', '605.1.15'],
    [
      `${webkit} (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15`,
      'Safari',
      '605.1.15',
    ],
    ['curl/8.0', 'unknown', ''],
  ])('reads %s', (userAgent, name, version) => {
    expect(browserOf(userAgent)).toEqual({ name, version });
  });
});
