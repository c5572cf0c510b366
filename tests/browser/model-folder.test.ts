import { afterEach, beforeEach, expect, test } from 'vitest';
import { archiveListName, archivePath } from '../../src/catalog/model-archive';
import { openModelArchive } from '../../src/client/model-archive';
import { readModelFolder, writeModelFolder } from '../../src/client/model-folder';
import { zipOf } from '../../src/weights/archive-zip';

const facts = { repo: 'owner/name', revision: 'main', sha256: '00' };
const files = [
  { ...facts, path: 'onnx/model.onnx', size: 500_000 },
  { ...facts, path: 'config.json', size: 40 },
];

function archive(): Blob {
  const list = new Blob([JSON.stringify({ format: 1, model: 'kokoro', files })]);
  const contents = files.map((file) => ({
    ...{ name: archivePath(file), content: new Blob([new Uint8Array(file.size)]), crc32: 0 },
  }));
  return zipOf([{ name: archiveListName, content: list, crc32: 0 }, ...contents]);
}

let folder: FileSystemDirectoryHandle;
beforeEach(async () => {
  const root = await navigator.storage.getDirectory();
  folder = await root.getDirectoryHandle('chosen', { create: true });
});
afterEach(async () => {
  await (await navigator.storage.getDirectory()).removeEntry('chosen', { recursive: true });
});

const pathsIn = async () => [...(await readModelFolder(folder)).keys()].sort();

test('a model lies in its folder as on a hub, and is found there again', async () => {
  await writeModelFolder(folder, 'kokoro', archive().stream());
  expect(await pathsIn()).toEqual([
    'chosen/kokoro/owner/name/resolve/main/config.json',
    'chosen/kokoro/owner/name/resolve/main/onnx/model.onnx',
    'chosen/kokoro/sotto-model.json',
  ]);
  const opened = await openModelArchive(await readModelFolder(folder));
  expect(opened).toMatchObject({ model: 'kokoro', bytes: 500_040 });
  expect(opened.files.map(({ about, content }) => [about.path, content.size])).toEqual([
    ['onnx/model.onnx', 500_000],
    ['config.json', 40],
  ]);
});

test('written again it takes the place of what was there', async () => {
  await writeModelFolder(folder, 'kokoro', archive().stream());
  await writeModelFolder(folder, 'kokoro', archive().stream());
  expect(await pathsIn()).toHaveLength(3);
});

test('what breaks off is no model', async () => {
  const cut = archive().slice(0, 300_000);
  await expect(writeModelFolder(folder, 'kokoro', cut.stream())).rejects.toThrow('cut off');
  const left = await readModelFolder(folder);
  await expect(openModelArchive(left)).rejects.toThrow('there is no sotto-model.json in it');
});

test('two models at once are not guessed at', async () => {
  await writeModelFolder(folder, 'kokoro', archive().stream());
  await writeModelFolder(folder, 'other', archive().stream());
  const found = await readModelFolder(folder);
  await expect(openModelArchive(found)).rejects.toThrow('more than one model');
});

test('a folder that may not be written says what to do', async () => {
  const refused = new DOMException('The request is not allowed.', 'NotAllowedError');
  const locked = { getDirectoryHandle: () => Promise.reject(refused) };
  const writing = writeModelFolder(locked as never, 'kokoro', archive().stream());
  await expect(writing).rejects.toThrow('could not be written: this site was not allowed to');
});

test('a folder that is gone says so', async () => {
  const gone = await folder.getDirectoryHandle('gone', { create: true });
  await folder.removeEntry('gone');
  await expect(readModelFolder(gone)).rejects.toThrow('is not there any more');
});
