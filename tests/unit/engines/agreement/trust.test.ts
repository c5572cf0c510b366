import { expect, test, vi } from 'vitest';
import { SpeechError } from '../../../../src/base/errors';
import { trustGpu } from '../../../../src/engines/agreement/trust';
import type { Agreement, Gpu, Subject, Verdict } from '../../../../src/weights/verdicts';

const subject: Subject = {
  model: 'kokoro',
  precision: 'fp32',
  runtime: '1',
  adapter: 'nvidia hopper',
  browser: 'Chromium 140',
};
const right: Agreement = {
  agrees: true,
  finding: 'log-mel distance 0.1',
  figures: { distance: 0.1 },
};
const wrong: Agreement = { agrees: false, finding: 'silence', figures: {} };

function setUp({ known, found = right }: { known?: Agreement; found?: Agreement } = {}) {
  const remembered: Verdict[] = [];
  const failures: Gpu[] = [];
  const failure = new AbortController();
  const compare = vi.fn(async () => found);
  const warmUp = vi.fn(async () => undefined);
  const giveUp = vi.fn();
  const verdicts = {
    find: async () => known && { ...subject, ...known, date: 0 },
    remember: async (verdict: Verdict) => void remembered.push(verdict),
    countFailure: async (gpu: Gpu) => void failures.push(gpu),
  };
  const trial = { subject, watch: { failed: failure.signal }, compare, warmUp };
  const trust = () => trustGpu(trial, { verdicts, giveUp });
  return { trust, remembered, failures, failure, compare, warmUp, giveUp };
}

test('a card is compared once, and the verdict is kept with its figures', async () => {
  const first = setUp();
  expect(await first.trust()).toMatchObject({ ...subject, ...right });
  expect(first.remembered).toEqual([{ ...subject, ...right, date: expect.any(Number) as number }]);
  const later = setUp({ known: right });
  await later.trust();
  expect(later.compare).not.toHaveBeenCalled();
  expect(later.warmUp).toHaveBeenCalledOnce();
});

test('a card that is wrong cannot be used, and what was found is kept and said', async () => {
  const { trust, remembered, failures } = setUp({ found: wrong });
  await expect(trust()).rejects.toMatchObject({
    code: 'engine_unavailable',
    message: expect.stringContaining('silence') as string,
  });
  expect(remembered).toMatchObject([wrong]);
  expect(failures).toEqual([]);
});

test('a bad verdict is looked at again by whoever asks for the card by name', async () => {
  const { trust, remembered } = setUp({ known: wrong, found: right });
  expect((await trust()).agrees).toBe(true);
  expect(remembered).toMatchObject([right]);
});

test('a comparison that cannot be made is no verdict', async () => {
  const { trust, compare, remembered, failures } = setUp();
  compare.mockRejectedValue(new Error('no memory'));
  await expect(trust()).rejects.toMatchObject({ code: 'engine_unavailable' });
  expect(remembered).toEqual([]);
  expect(failures).toEqual([]);
});

test('a card that fails while it is compared is counted', async () => {
  const { trust, compare, failure, failures, remembered } = setUp();
  compare.mockImplementation(async () => {
    failure.abort(new SpeechError('engine_failed', 'The card was lost.'));
    throw failure.signal.reason;
  });
  await expect(trust()).rejects.toMatchObject({ code: 'engine_unavailable' });
  expect(failures).toEqual([subject]);
  expect(remembered).toEqual([]);
});

test('a card that fails later is counted once, and its thread is given up', async () => {
  const { trust, failure, failures, giveUp } = setUp();
  await trust();
  const reason = new SpeechError('engine_failed', 'The card was lost.');
  failure.abort(reason);
  await vi.waitFor(() => expect(giveUp).toHaveBeenCalledWith(reason));
  expect(failures).toEqual([subject]);
});
