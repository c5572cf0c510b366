import { expect, test } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { Device, DevicePreference } from '../../../src/engines/engine';
import { checkGpu } from '../../../src/jobs/check-gpu';
import { EnginePool } from '../../../src/jobs/engine-pool';
import type { StartEngine } from '../../../src/jobs/start-engine';
import { fakeDevices, verdictOn } from './fake-devices';
import { starting, toneSpeaker } from './fake-engine';

const kokoro = findModel('sample-kokoro') as ModelCard;
const espeak = findModel('espeak-ng') as ModelCard;
const never = new AbortController().signal;

/** A pool whose models run where they are told; on the graphics card they are checked, with `outcome`. */
function setUp(outcome: 'right' | 'wrong' | 'broken', planned: Device) {
  const around = fakeDevices(planned);
  const { speaker } = toneSpeaker({ rate: 24000 });
  const { start: startThread, threads } = starting(speaker);
  const asked: DevicePreference[] = [];
  const start: StartEngine = async (card, wanted, options) => {
    const device = wanted === 'auto' ? await around.choice.of(card) : wanted;
    asked.push(device);
    if (device === 'webgpu' && outcome !== 'broken') {
      around.verdicts.push(verdictOn(card, outcome === 'right'));
    }
    if (device === 'webgpu' && outcome !== 'right') {
      throw new SpeechError('engine_unavailable', 'It does not work.');
    }
    return startThread(card, device === 'auto' ? planned : device, options);
  };
  const limits = async () => ({ memoryBudget: 1000, idleMinutes: 10 });
  const pool = new EnginePool({ start, limits });
  const borrow = () => pool.borrow(kokoro, never);
  const check = (card = kokoro, force = false) =>
    checkGpu(card, { pool, ...around, borrow }, { force });
  return { ...around, pool, threads, asked, check, borrow };
}

test('a model is loaded anew on the graphics card, and stays there when it is right', async () => {
  const { borrow, check, asked, forgotten, threads, pool } = setUp('right', 'webgpu');
  (await borrow()).release();
  expect(await check()).toMatchObject({ model: 'sample-kokoro', agrees: true });
  expect(forgotten).toEqual(['sample-kokoro']);
  expect(asked).toEqual(['auto', 'webgpu']);
  expect(threads[0]?.ended).toBe(true);
  expect(pool.placement(kokoro)?.device).toBe('webgpu');
});

test('a wrong card is told of, and the model runs on the processor', async () => {
  const { check, asked, pool } = setUp('wrong', 'wasm');
  expect(await check()).toMatchObject({ agrees: false, finding: 'silence' });
  expect(asked).toEqual(['webgpu', 'wasm']);
  expect(pool.placement(kokoro)?.device).toBe('wasm');
});

test('a card that is right but not to be used, as in Firefox, is left again', async () => {
  const { check, choice, pool } = setUp('right', 'wasm');
  expect(await check()).toMatchObject({ agrees: true });
  expect(pool.placement(kokoro)).toBeUndefined();
  expect(await choice.of(kokoro)).toBe('auto');
});

test('a card that cannot be tried gives an error with the reason, and no old verdict', async () => {
  const { check, verdicts } = setUp('broken', 'wasm');
  verdicts.push({ ...verdictOn(kokoro, true), date: Date.now() - 1000 });
  await expect(check()).rejects.toMatchObject({
    code: 'engine_unavailable',
    message: expect.stringContaining('It does not work.') as string,
  });
});

test('a model without use for a graphics card is refused, and nothing is forgotten', async () => {
  const { check, forgotten } = setUp('right', 'webgpu');
  await expect(check(espeak)).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('too small') as string,
  });
  expect(forgotten).toEqual([]);
});

test('a model at work is checked by force only', async () => {
  const { check, borrow, forgotten } = setUp('right', 'webgpu');
  const { release } = await borrow();
  await expect(check()).rejects.toMatchObject({ code: 'model_busy' });
  expect(forgotten).toEqual([]);
  expect(await check(kokoro, true)).toMatchObject({ agrees: true });
  release();
});
