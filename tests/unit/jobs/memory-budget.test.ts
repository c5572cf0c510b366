import { expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import { defaultLimits, memoryOf, surplus } from '../../../src/jobs/memory-budget';

test('a quarter of the memory that the browser tells is for models, else a gigabyte', () => {
  expect(defaultLimits({ deviceMemory: 8 })).toEqual({ memoryBudget: 2048, idleMinutes: 10 });
  expect(defaultLimits({})).toEqual({ memoryBudget: 1024, idleMinutes: 10 });
  expect(defaultLimits({ deviceMemory: 0.25 }).memoryBudget).toBe(128);
});

test('a model is as big as its precision, and as its largest file while that is not known', () => {
  const kokoro = findModel('kokoro') as ModelCard;
  expect(memoryOf(kokoro, 'q8')).toBeLessThan(400e6);
  expect(memoryOf(kokoro)).toBe(memoryOf(kokoro, 'fp32'));
  const espeak = findModel('espeak-ng') as ModelCard;
  expect(memoryOf(espeak, 'none')).toBe(memoryOf(espeak));
  expect(memoryOf(espeak)).toBeLessThan(200e6);
});

test('the first idle ones go until the rest fits, but one always stays', () => {
  const of = (...tenants: [bytes: number, idle: boolean][]) =>
    tenants.map(([bytes, idle]) => ({ bytes, idle }));
  const sizes = (tenants: { bytes: number }[]) => tenants.map(({ bytes }) => bytes);
  const all = of([3, true], [4, false], [5, true], [6, true], [7, true]);
  expect(sizes(surplus(all, 25))).toEqual([]);
  expect(sizes(surplus(all, 22))).toEqual([3]);
  expect(sizes(surplus(all, 18))).toEqual([3, 5]);
  expect(sizes(surplus(all, 0))).toEqual([3, 5, 6, 7]);
  expect(sizes(surplus(of([3, true], [4, true]), 0))).toEqual([3]);
  expect(surplus([], 0)).toEqual([]);
});
