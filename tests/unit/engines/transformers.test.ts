import { expect, test } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { createFileFetch } from '../../../src/engines/transformers';
import type { FileRef } from '../../../src/weights/store';

const hub = 'https://hub.example';

function fetching(failure?: SpeechError) {
  const asked: FileRef[] = [];
  const read = async (file: FileRef) => {
    asked.push(file);
    if (failure) throw failure;
    return new Blob([file.path]);
  };
  return { asked, fetch: createFileFetch({ weights: { read }, hub }) };
}

test('the library’s address of a file is read from the store, with its size', async () => {
  const { asked, fetch } = fetching();
  const answer = await fetch('https://weights.invalid/a/b/refs%2Fpr%2F1/onnx/model.onnx');
  expect(answer.headers.get('content-length')).toBe('15');
  expect(await answer.text()).toBe('onnx/model.onnx');
  expect(asked).toEqual([{ hub, repo: 'a/b', revision: 'refs/pr/1', path: 'onnx/model.onnx' }]);
});

test('a file that the hub does not have is a 404', async () => {
  const cause = { status: 404, missing: true };
  const { fetch } = fetching(new SpeechError('hub_failed', 'It has no such file.', { cause }));
  expect((await fetch('https://weights.invalid/a/b/main/config.json')).status).toBe(404);
});

test('any other failure is the store’s own', async () => {
  const failure = new SpeechError('hub_unreachable', 'No network.');
  const { fetch } = fetching(failure);
  await expect(fetch('https://weights.invalid/a/b/main/config.json')).rejects.toBe(failure);
});

test.each([
  'https://huggingface.co/a/b/resolve/main/config.json',
  'https://weights.invalid/a/config.json',
  'https://weights.invalid.example/a/b/main/config.json',
])('%s is refused, as nothing passes by the store', async (address) => {
  const { asked, fetch } = fetching();
  await expect(fetch(address)).rejects.toThrow(address);
  expect(asked).toEqual([]);
});
