import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { archivePartSize, type ArchivedFile } from '../../../src/catalog/model-archive';
import { openModelArchive } from '../../../src/client/model-archive';
import { readZip } from '../../../src/client/read-zip';
import { hasPython, withPython } from '../../contracts/python';
import { exportArchive } from '../../../src/weights/export';
import { importPart } from '../../../src/weights/import';
import { fileId } from '../../../src/weights/manifest';
import { createMemoryShelf } from '../../../src/weights/memory-store';
import type { Shelf } from '../../../src/weights/shelf';
import { inspect } from '../../../src/weights/stored-file';

const source = { hub: 'https://hub.test', revision: 'main', repos: ['owner/name'] };
const model = bytesOf(archivePartSize + 1000);
const voice = bytesOf(2000);

function bytesOf(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(length));
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function aboutOf(path: string, bytes: Uint8Array): ArchivedFile {
  return { repo: 'owner/name', revision: 'main', path, size: bytes.length, sha256: sha256(bytes) };
}

/** Imports the parts named, or all, and tells whether the file was whole after each. */
async function take(shelf: Shelf, about: ArchivedFile, bytes: Uint8Array, parts?: number[]) {
  const { repo, revision, path, ...facts } = about;
  const file = { hub: source.hub, repo, revision, path };
  const count = Math.ceil(about.size / archivePartSize);
  const whole: boolean[] = [];
  for (const index of parts ?? Array.from({ length: count }, (_, i) => i)) {
    const start = index * archivePartSize;
    const part = new Uint8Array(bytes.subarray(start, start + archivePartSize));
    whole.push(await importPart(shelf, { file, ...facts, index, bytes: part }));
  }
  return whole;
}

/** The SHA-256 of a stored file; undefined when it is not whole. */
async function storedHash(shelf: Shelf, path: string): Promise<string | undefined> {
  const file = { hub: source.hub, repo: 'owner/name', revision: 'main', path };
  const whole = (await inspect(shelf, file))?.whole;
  return whole && sha256(new Uint8Array(await whole.arrayBuffer()));
}

async function filledShelf(): Promise<Shelf> {
  const shelf = createMemoryShelf();
  await take(shelf, aboutOf('onnx/model.onnx', model), model);
  await take(shelf, aboutOf('voices/af_heart.bin', voice), voice);
  return shelf;
}

describe('an exported model', () => {
  let archive: Blob;
  beforeAll(async () => {
    archive = await exportArchive(await filledShelf(), 'kokoro', source);
  });

  test.skipIf(!hasPython)(
    'is a zip that Python finds no fault with (skipped without Python)',
    async () => {
      const check = 'zip = zipfile.ZipFile(path); print(zip.testzip(), *zip.namelist())';
      const { printed } = await withPython(`import zipfile; ${check}`, archive);
      expect(printed.split(' ')).toEqual([
        'None',
        'sotto-model.json',
        'owner/name/onnx/model.onnx',
        'owner/name/voices/af_heart.bin',
      ]);
    },
  );

  test('says what it holds, and holds it', async () => {
    const opened = await openModelArchive(new Map([['kokoro.zip', archive]]));
    expect(opened.model).toBe('kokoro');
    expect(opened.bytes).toBe(model.length + voice.length);
    expect(opened.files.map(({ about }) => about)).toEqual([
      aboutOf('onnx/model.onnx', model),
      aboutOf('voices/af_heart.bin', voice),
    ]);
    const contents = await Promise.all(opened.files.map(({ content }) => content.arrayBuffer()));
    expect(contents.map((content) => sha256(new Uint8Array(content)))).toEqual([
      sha256(model),
      sha256(voice),
    ]);
  });

  test('is the same whenever it is made', async () => {
    const again = await exportArchive(await filledShelf(), 'kokoro', source);
    const [first, second] = await Promise.all([archive.arrayBuffer(), again.arrayBuffer()]);
    expect(sha256(new Uint8Array(second))).toBe(sha256(new Uint8Array(first)));
  });

  test('can be chosen as the folder that it was unpacked to', async () => {
    const unpacked = await readZip(archive);
    const inFolder = new Map([...unpacked].map(([path, file]) => [`My models/${path}`, file]));
    const opened = await openModelArchive(inFolder);
    expect(opened.files).toHaveLength(2);
  });

  test('that was cut off is no archive', async () => {
    const cut = new Map([['kokoro.zip', archive.slice(0, archive.size - 100)]]);
    await expect(openModelArchive(cut)).rejects.toThrow('cut off');
  });

  test('that lacks a file is refused by its name', async () => {
    const unpacked = await readZip(archive);
    unpacked.delete('owner/name/onnx/model.onnx');
    await expect(openModelArchive(unpacked)).rejects.toThrow('onnx/model.onnx is missing');
  });
});

describe('exporting', () => {
  test('leaves out what is not whole, and other hubs', async () => {
    const shelf = await filledShelf();
    await take(shelf, aboutOf('onnx/other.onnx', model), model, [0]);
    const elsewhere = { ...source, hub: 'https://other.test' };
    await expect(exportArchive(shelf, 'kokoro', elsewhere)).rejects.toThrow('No whole file');
    const { files } = await openModelArchive(
      new Map([['kokoro.zip', await exportArchive(shelf, 'kokoro', source)]]),
    );
    expect(files.map(({ about }) => about.path)).toEqual([
      'onnx/model.onnx',
      'voices/af_heart.bin',
    ]);
  });

  test('a damaged file is an error before the first byte', async () => {
    const shelf = await filledShelf();
    const chunk = async (id: string, index: number) =>
      id.endsWith('model.onnx') ? new Blob([bytesOf(1000)]) : shelf.chunk(id, index);
    const damaged = { ...shelf, chunk };
    await expect(exportArchive(damaged, 'kokoro', source)).rejects.toThrow(
      'onnx/model.onnx is damaged',
    );
  });
});

describe('importing', () => {
  const about = aboutOf('onnx/model.onnx', model);

  test('a file is whole with the last part that was missing, in any order', async () => {
    const shelf = createMemoryShelf();
    expect(await take(shelf, about, model, [1, 0])).toEqual([false, true]);
    expect(await storedHash(shelf, about.path)).toBe(about.sha256);
  });

  test('a file that is here already needs no further part, and is left alone', async () => {
    const shelf = await filledShelf();
    const id = fileId({ hub: source.hub, ...about });
    const before = await shelf.manifest(id);
    expect(await take(shelf, about, model, [0])).toEqual([true]);
    expect(await shelf.manifest(id)).toEqual(before);
  });

  test('another file of the same name takes its place', async () => {
    const shelf = await filledShelf();
    const other = bytesOf(5000);
    expect(await take(shelf, aboutOf(about.path, other), other)).toEqual([true]);
    expect(await storedHash(shelf, about.path)).toBe(sha256(other));
  });

  test('a file that is not what the archive says is not kept', async () => {
    const shelf = createMemoryShelf();
    const flipped = Uint8Array.from(model);
    flipped[12_345] = (flipped[12_345] ?? 0) ^ 1;
    await expect(take(shelf, about, flipped)).rejects.toThrow(about.sha256);
    expect(await shelf.manifests()).toEqual([]);
  });

  test.each([
    ['too short', 1, 999],
    ['too long', 1, 1001],
    ['beyond the end', 2, 1000],
  ])('a part that is %s is refused, and nothing is begun', async (_what, index, length) => {
    const shelf = createMemoryShelf();
    const { repo, revision, path, size, sha256 } = about;
    const file = { hub: source.hub, repo, revision, path };
    const part = { file, size, sha256, index, bytes: bytesOf(length) };
    await expect(importPart(shelf, part)).rejects.toMatchObject({
      code: 'invalid_request',
      param: 'part',
    });
    expect(await shelf.manifests()).toEqual([]);
  });

  test('where there is no room nothing is begun, and the error says how much is missing', async () => {
    const shelf = { ...createMemoryShelf(), room: async () => 1_000_000 };
    await expect(take(shelf, about, model)).rejects.toThrow('8 MB are missing');
    expect(await shelf.manifests()).toEqual([]);
  });
});
