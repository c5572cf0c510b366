import { expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import { createModelMemory } from '../../../src/jobs/model-memory';
import { createStoredModels } from '../../../src/jobs/stored-models';
import type { FileRef } from '../../../src/weights/store';

const kokoro = findModel('kokoro') as ModelCard;
const sample = findModel('sample-kokoro') as ModelCard;
const espeak = findModel('espeak-ng') as ModelCard;
const repo = 'onnx-community/Kokoro-82M-v1.0-ONNX-timestamped';
const twin = 'onnx-community/Kokoro-82M-v1.0-ONNX';

/** The models of a store with these files, each as `hub repo/path`. */
function storedOf(...files: string[]) {
  return remembering([], files);
}

/** The same, with what a page remembers from earlier. */
function remembering(remembered: string[], files: string[]) {
  const told: string[][] = [];
  const memory = createModelMemory(remembered, (ids) => told.push(ids));
  const nameOf = ({ hub, repo, path }: FileRef) => `${hub} ${repo}/${path}`;
  const deleted: string[] = [];
  const stored = createStoredModels({
    store: {
      has: async (file) => files.includes(nameOf(file)),
      size: async (name) => 100 * files.filter((file) => file.includes(` ${name}/`)).length,
      delete: async (name) => void deleted.push(name),
    },
    memory,
    hub: async () => 'https://hub.test',
    base: 'https://app.test/',
  });
  return { stored, deleted, told };
}

const model = `https://hub.test ${repo}/onnx/model.onnx`;
const voice = `https://hub.test ${repo}/voices/af_heart.bin`;

test.each([
  ['nothing', [], false],
  ['the model alone', [model], false],
  ['the voice alone', [voice], false],
  ['both', [model, voice], true],
  ['both, of another precision', [model.replace('model', 'model_quantized'), voice], true],
  ['both, of another hub', [model.replace('hub.', 'x.'), voice.replace('hub.', 'x.')], false],
  ['both, of the twin', [model.replace(repo, twin), voice.replace(repo, twin)], true],
  ['one of each repository', [model, voice.replace(repo, twin)], false],
])('with %s a model is stored: %#', async (_what, files, expected) => {
  expect(await storedOf(...files).stored.isStored(kokoro)).toBe(expected);
});

test('a model of the app’s own hub is looked for there', async () => {
  const own = ['onnx/model.onnx', 'voices/af_sample.bin'];
  const files = own.map((path) => `https://app.test/hub sotto/sample-kokoro/${path}`);
  expect(await storedOf(...files).stored.isStored(sample)).toBe(true);
});

test('a model is as large on this device as all that is there of it, and is removed with its twin', async () => {
  const { stored, deleted } = storedOf(model, voice, model.replace(repo, twin));
  expect(await stored.size(kokoro)).toBe(300);
  await stored.remove(kokoro);
  expect(deleted).toEqual([repo, twin]);
});

test('a model that is part of the app is always there, and takes no room', async () => {
  const { stored, deleted } = storedOf();
  expect(await stored.isStored(espeak)).toBe(true);
  expect(await stored.size(espeak)).toBe(0);
  await stored.remove(espeak);
  expect(deleted).toEqual([]);
});

test('a model that was stored and is gone was evicted, and one that was never there was not', async () => {
  const { stored } = remembering(['kokoro'], []);
  expect(await stored.isEvicted(kokoro)).toBe(true);
  expect(await stored.isEvicted(sample)).toBe(false);
});

test('a model of which anything is left, or that was removed, is not evicted', async () => {
  const partly = remembering(['kokoro'], [voice]);
  expect(await partly.stored.isEvicted(kokoro)).toBe(false);
  const removed = remembering(['kokoro', 'sample-kokoro'], []);
  await removed.stored.remove(kokoro);
  expect(await removed.stored.isEvicted(kokoro)).toBe(false);
  expect(removed.told).toEqual([['sample-kokoro']]);
});

test('a model is remembered once it is found whole, and told once', async () => {
  const { stored, told } = remembering(['sample-kokoro'], [model, voice]);
  expect(await stored.isStored(kokoro)).toBe(true);
  expect(await stored.isStored(kokoro)).toBe(true);
  expect(told).toEqual([['sample-kokoro', 'kokoro']]);
});
