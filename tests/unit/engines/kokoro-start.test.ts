import { expect, test, vi } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { startModel } from '../../../src/engines/kokoro/start-model';
import type { Session } from '../../../src/engines/session';
import type { FileBytes } from '../../../src/weights/store';

const session = {} as Session;
const fileOf = (size: number): FileBytes => ({
  size,
  read: () => new Uint8Array(size),
  giveOnce: () => () => new Uint8Array(size),
});
const damaged = fileOf(1);
const whole = fileOf(2);
const refusal = new SpeechError('engine_unavailable', 'It is no model.', { cause: 'parser' });

/** Starts only what is whole, and notes what was tried. */
function starting(error = refusal) {
  const tried: FileBytes[] = [];
  const start = async (model: FileBytes) => {
    tried.push(model);
    if (model !== whole) throw error;
    return session;
  };
  return { tried, start };
}

test('a model that starts is not checked', async () => {
  const recheck = vi.fn(async () => undefined);
  expect(await startModel({ model: whole, recheck }, starting().start)).toBe(session);
  expect(recheck).not.toHaveBeenCalled();
});

test('a damaged model is fetched anew and started', async () => {
  const { tried, start } = starting();
  expect(await startModel({ model: damaged, recheck: async () => whole }, start)).toBe(session);
  expect(tried).toEqual([damaged, whole]);
});

test('a model that is as it should be, and does not start, is tried once', async () => {
  const { tried, start } = starting();
  const starts = startModel({ model: damaged, recheck: async () => undefined }, start);
  await expect(starts).rejects.toBe(refusal);
  expect(tried).toEqual([damaged]);
});

test('a model that is wrong twice is tried twice', async () => {
  const { tried, start } = starting();
  const starts = startModel({ model: damaged, recheck: async () => damaged }, start);
  await expect(starts).rejects.toBe(refusal);
  expect(tried).toEqual([damaged, damaged]);
});

test('when it cannot be checked, the reason why it did not start stays', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const recheck = async () => {
    throw new SpeechError('hub_unreachable', 'No network.');
  };
  await expect(startModel({ model: damaged, recheck }, starting().start)).rejects.toBe(refusal);
  expect(warn).toHaveBeenCalled();
  warn.mockRestore();
});

test('a device that cannot be had says nothing about the model', async () => {
  const recheck = vi.fn(async () => whole);
  const none = new SpeechError('engine_unavailable', 'There is no WebGPU.');
  await expect(startModel({ model: damaged, recheck }, starting(none).start)).rejects.toBe(none);
  expect(recheck).not.toHaveBeenCalled();
});
