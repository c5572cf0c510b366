import { describe, expect, test } from 'vitest';
import { isAbort, type SpeechError } from '../../src/base/errors';
import { createWeightStore, type StoreOptions } from '../../src/weights/create-store';
import { openChunkHash } from '../../src/weights/hash';
import { fileId } from '../../src/weights/manifest';
import type { Shelf } from '../../src/weights/shelf';
import {
  isMissingFile,
  type FileProgress,
  type FileRef,
  type WeightStore,
} from '../../src/weights/store';
import { newRepo, type HubRepo } from '../hub/control';

export type WeightStoreContext = {
  /** The base URL of the tests' hub. */
  hub: () => string;
  /** The shelf as a newly started thread finds it: what was stored before is there. */
  openShelf: () => Promise<Shelf>;
};

const chunkSize = 64 * 1024;
const chunks = 10;
const bytes = chunks * chunkSize - 1000;
const path = 'onnx/model.onnx';
/** Nothing waits long between tries, but a slow machine is never taken for a silent hub. */
const timings = { delay: 1, longestDelay: 5, longestRetryAfter: 20 };

/** What every weight store promises, asked of a real hub over HTTP. */
export function describeWeightStore(name: string, context: WeightStoreContext): void {
  const open = (options?: StoreOptions): WeightStore =>
    createWeightStore(context.openShelf, { chunkSize, timings, ...options });

  /** A hub's repository with one random file. */
  async function given(size = bytes): Promise<{ repo: HubRepo; file: FileRef; hash: string }> {
    const repo = newRepo(context.hub());
    const hash = await repo.put({ path, bytes: size, seed: 1 });
    return { repo, hash, file: { hub: context.hub(), repo: repo.name, revision: 'main', path } };
  }

  /** Reads until some chunks have arrived, then leaves; gives how many are stored. */
  async function readSome(file: FileRef): Promise<number> {
    const leave = new AbortController();
    const report = ({ loaded }: FileProgress) => {
      if (loaded > 6 * chunkSize) leave.abort();
    };
    await expect(open().read(file, { signal: leave.signal, report })).rejects.toThrow(/abort/i);
    const stored = (await open().size(file.repo)) / chunkSize;
    expect(stored).toBeGreaterThanOrEqual(3);
    expect(stored).toBeLessThan(chunks);
    return stored;
  }

  describe(`${name}: reading`, () => {
    test('a file arrives whole, and is not asked for again', async () => {
      const { repo, file, hash } = await given();
      expect(await open().has(file)).toBe(false);
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(chunks);
      expect(await open().has(file)).toBe(true);
      expect(await open().size(file.repo)).toBe(bytes);
      await repo.heal();
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests()).toEqual([]);
    });

    test('a file that fits into a chunk is one request', async () => {
      const { repo, file, hash } = await given(1000);
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(1);
    });

    test('progress ends with the size, and a stored file reports none', async () => {
      const { file } = await given();
      const seen: FileProgress[] = [];
      await open().read(file, { report: (progress) => seen.push(progress) });
      expect(seen.every(({ total }) => total === bytes)).toBe(true);
      expect(seen.at(-1)).toEqual({ loaded: bytes, total: bytes });
      const again: FileProgress[] = [];
      await open().read(file, { report: (progress) => again.push(progress) });
      expect(again).toEqual([]);
    });

    test('two readers of the same file share one download', async () => {
      const { repo, file, hash } = await given();
      const blobs = await Promise.all([open().read(file), open().read(file)]);
      expect(await Promise.all(blobs.map(sha256))).toEqual([hash, hash]);
      expect(await repo.requests('file')).toHaveLength(chunks);
    });

    test('a reader that leaves while it waits does not stop the one that downloads', async () => {
      const { file, hash } = await given();
      const leave = new AbortController();
      let second: Promise<Error> | undefined;
      const report = ({ loaded }: FileProgress) => {
        second ??= failureOf(open().read(file, { signal: leave.signal }));
        if (loaded > 5 * chunkSize) leave.abort();
      };
      expect(await sha256(await open().read(file, { report }))).toBe(hash);
      expect(isAbort(await second)).toBe(true);
    });

    test('after an interruption only what is missing is fetched', async () => {
      const { repo, file, hash } = await given();
      const stored = await readSome(file);
      expect(await open().has(file)).toBe(false);
      await repo.heal();
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(chunks - stored);
    });

    test('a thread that died before its last step leaves nothing to fetch', async () => {
      const { repo, file, hash } = await given();
      await open().read(file);
      const shelf = await context.openShelf();
      const manifest = await shelf.manifest(fileId(file));
      const blobs = await Promise.all(
        (manifest?.chunks ?? []).map((_, index) => shelf.chunk(fileId(file), index)),
      );
      if (!manifest) throw new Error('The file was not stored.');
      const undone = { ...manifest, complete: false, begun: manifest.begun + 1 };
      await shelf.begin(undone);
      for (const [index, blob = new Blob()] of blobs.entries()) {
        await shelf.put(undone, index, { blob, hash: manifest.chunks[index] ?? '' });
      }
      expect(await open().has(file)).toBe(false);
      await repo.heal();
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toEqual([]);
      expect(await open().has(file)).toBe(true);
    });

    test('a chunk that was damaged on the device is found, and fetched alone', async () => {
      const { repo, file, hash } = await given();
      await open().read(file);
      await damage(await context.openShelf(), file, 4);
      await repo.heal();
      expect(await sha256(await open().read(file))).toBe(hash);
      const [request, ...others] = await repo.requests('file');
      expect(request?.range).toBe(`bytes=${4 * chunkSize}-${5 * chunkSize - 1}`);
      expect(others).toEqual([]);
    });

    test('what a newer version stored is neither used nor lost', async () => {
      const { repo, file } = await given();
      await open().read(file);
      const shelf = await context.openShelf();
      const manifest = await shelf.manifest(fileId(file));
      if (!manifest) throw new Error('The file was not stored.');
      await shelf.begin({ ...manifest, format: 2 });
      await repo.heal();
      expect(await open().has(file)).toBe(false);
      await expect(open().read(file)).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringMatching(/newer version.*Reload/) as string,
      });
      expect(await repo.requests()).toEqual([]);
      expect(await shelf.manifest(fileId(file))).toMatchObject({ format: 2, size: bytes });
    });
  });

  describe(`${name}: checking a file again`, () => {
    test('a file that is as the hub has it is neither fetched nor given', async () => {
      const { repo, file } = await given();
      await open().read(file);
      await repo.heal();
      expect(await open().recheck(file)).toBeUndefined();
      expect(await repo.requests()).toEqual([]);
    });

    test('a damaged part is fetched alone', async () => {
      const { repo, file, hash } = await given();
      await open().read(file);
      await damage(await context.openShelf(), file, 4);
      await repo.heal();
      expect(await sha256((await open().recheck(file)) ?? new Blob())).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(1);
    });

    test('a part that was wrong when it was stored is found by the hash of the whole', async () => {
      const { repo, file, hash } = await given();
      await open().read(file);
      await replace(await context.openShelf(), file, 4);
      await repo.heal();
      expect(await sha256((await open().recheck(file)) ?? new Blob())).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(chunks);
      expect(await sha256(await open().read(file))).toBe(hash);
    });

    test('without a hash from the hub the file is fetched once more, and then believed', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'status', status: 404, at: 'listing' });
      await repo.fail({ fault: 'flip', byte: 100, times: 1 });
      expect(await sha256(await open().read(file))).not.toBe(hash);
      expect(await sha256((await open().recheck(file)) ?? new Blob())).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(2 * chunks);
      expect(await open().recheck(file)).toBeUndefined();
      expect(await repo.requests('file')).toHaveLength(2 * chunks);
    });

    test('while the hub is away, what is stored stays', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'status', status: 404, at: 'listing' });
      await open().read(file);
      await repo.fail({ fault: 'status', status: 503 });
      expect((await failureOf(open().recheck(file))).code).toBe('hub_failed');
      expect(await sha256(await open().read(file))).toBe(hash);
    });
  });

  describe(`${name}: deleting`, () => {
    test('a deleted repository leaves no bytes, and others stay', async () => {
      const [one, other] = [await given(), await given()];
      await open().read(one.file);
      await open().read(other.file);
      await open().delete(one.file.repo);
      expect(await open().has(one.file)).toBe(false);
      expect(await open().size(one.file.repo)).toBe(0);
      expect(await sha256(await open().read(other.file))).toBe(other.hash);
    });

    test('deleting ends a download under way, and nothing of it comes back', async () => {
      const { file } = await given();
      let deleted: Promise<void> | undefined;
      const report = ({ loaded }: FileProgress) => {
        if (loaded > 2 * chunkSize) deleted ??= open().delete(file.repo);
      };
      const error = await failureOf(open().read(file, { report }));
      await deleted;
      expect(error.code).toBe('model_not_loaded');
      expect(await open().size(file.repo)).toBe(0);
    });
  });

  test(`${name}: a chunk of an earlier download is refused once the file was begun anew`, async () => {
    const { file } = await given();
    await open().read(file);
    const shelf = await context.openShelf();
    const earlier = await shelf.manifest(fileId(file));
    if (!earlier) throw new Error('The file was not stored.');
    const chunks = earlier.chunks.map(() => undefined);
    await shelf.begin({ ...earlier, begun: earlier.begun + 1, chunks, complete: false });
    const late = { blob: new Blob(['late']), hash: 'late' };
    expect(await shelf.put(earlier, 0, late)).toBe(false);
    expect(await shelf.complete(earlier)).toBe(false);
    expect(await shelf.chunk(fileId(file), 0)).toBeUndefined();
    expect(await open().has(file)).toBe(false);
  });

  describe(`${name}: a connection that fails`, () => {
    test('is tried again, chunk by chunk', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'cut', bytes: 20_000, skip: 2, times: 3 });
      expect(await sha256(await open().read(file))).toBe(hash);
      const requests = await repo.requests('file');
      expect(requests).toHaveLength(chunks + 3);
    });

    test('is given up when it stays silent, and tried again', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'stall', bytes: 1000, skip: 3, times: 1 });
      const patient = open({ timings: { ...timings, stall: 300 } });
      expect(await sha256(await patient.read(file))).toBe(hash);
    });

    test('that is gone from the start says so at once, with the host', async () => {
      const { file } = await given();
      const hub = 'http://127.0.0.1:9';
      const error = await failureOf(createWeightStore(context.openShelf).read({ ...file, hub }));
      expect(error).toMatchObject({
        code: 'hub_unreachable',
        message: expect.stringContaining('127.0.0.1:9') as string,
      });
    });

    test('that drips is waited for as long as it drips', async () => {
      const { repo, file, hash } = await given(120);
      await repo.fail({ fault: 'pace', bytesPerSecond: 40 });
      const impatient = open({ timings: { ...timings, stall: 2000, tries: 1 } });
      expect(await sha256(await impatient.read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(1);
    });

    test('that never sends enough ends in an error, and what arrived is kept', async () => {
      const { repo, file } = await given();
      await repo.fail({ fault: 'short', bytes: 0, skip: 4 });
      const error = await failureOf(open().read(file));
      expect(error.code).toBe('hub_failed');
      expect(error.message).toMatch(/sent less of .* than it has/);
      expect(await open().size(file.repo)).toBeGreaterThan(0);
    });
  });

  describe(`${name}: a hub that answers badly`, () => {
    test('ranges that are ignored: the whole answer is cut into chunks', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'whole' });
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(1);
    });

    test('ranges that are ignored, and a cut: the second answer is read on', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'whole' });
      await repo.fail({ fault: 'cut', bytes: 5 * chunkSize, times: 1 });
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(2);
    });

    test('bytes from another place are not taken', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'offset', bytes: 100, skip: 3, times: 2 });
      expect(await sha256(await open().read(file))).toBe(hash);
      expect((await repo.requests('file')).length).toBe(chunks + 2);
    });

    test('a wrong bit once: the file is dropped and fetched again', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'flip', byte: 3 * chunkSize, times: chunks });
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(2 * chunks);
    });

    test('a wrong bit each time: an error with the host, and nothing stored', async () => {
      const { repo, file } = await given();
      await repo.fail({ fault: 'flip', byte: 3 * chunkSize });
      const error = await failureOf(open().read(file));
      expect(error.code).toBe('hub_failed');
      expect(error.message).toContain(new URL(context.hub()).host);
      expect(await repo.requests('file')).toHaveLength(2 * chunks);
      expect(await open().size(file.repo)).toBe(0);
    });

    test('the hash is found on the second page of a long listing', async () => {
      const { repo, file } = await given();
      for (let index = 0; index < 25; index++) {
        await repo.put({ path: `voices/${index}.bin`, bytes: 100, seed: index });
      }
      await repo.fail({ fault: 'flip', byte: 0 });
      const error = await failureOf(open().read({ ...file, path: 'voices/24.bin' }));
      expect(error.message).toMatch(/SHA-256/);
      expect(await repo.requests('listing')).toHaveLength(4);
    });

    test('a web page instead of the file: an error at once', async () => {
      const { repo, file } = await given();
      await repo.fail({ fault: 'html' });
      const error = await failureOf(open().read(file));
      expect(error).toMatchObject({ code: 'hub_failed', cause: { status: 200, missing: false } });
      expect(error.message).toContain('web page');
      expect(await repo.requests('file')).toHaveLength(1);
      expect(await open().size(file.repo)).toBe(0);
    });

    test('no such file and no such repository can be told from other errors', async () => {
      const { repo, file } = await given();
      const noFile = await failureOf(open().read({ ...file, path: 'onnx/none.onnx' }));
      expect(noFile).toMatchObject({ code: 'hub_failed', cause: { status: 404 } });
      expect(isMissingFile(noFile)).toBe(true);
      const noRepo = await failureOf(open().read({ ...file, repo: 'nobody/nothing' }));
      expect(isMissingFile(noRepo)).toBe(true);
      await repo.fail({ fault: 'status', status: 403, code: 'GatedRepo', at: 'redirect' });
      const gated = await failureOf(open().read(file));
      expect(gated.message).toContain('signed-in');
      expect(isMissingFile(gated)).toBe(false);
    });

    test('a busy hub is asked again; a broken one ends in an error', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'status', status: 429, retryAfter: 1, skip: 2, times: 2 });
      expect(await sha256(await open().read(file))).toBe(hash);
      const broken = await given();
      await broken.repo.fail({ fault: 'status', status: 503 });
      expect(await failureOf(open().read(broken.file))).toMatchObject({
        code: 'hub_failed',
        cause: { status: 503, missing: false },
      });
      expect(await broken.repo.requests('file')).toHaveLength(5);
    });

    test('a range that it says is not there: the file is begun again, or an error', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'status', status: 416, skip: 3, times: 1 });
      expect(await sha256(await open().read(file))).toBe(hash);
      const broken = await given();
      await broken.repo.fail({ fault: 'status', status: 416, skip: 3 });
      const error = await failureOf(open().read(broken.file));
      expect(error.code).toBe('hub_failed');
      expect(error.message).toMatch(/has less of .* than before/);
    });

    test('a failure of its own is asked again', async () => {
      const { repo, file, hash } = await given();
      await repo.fail({ fault: 'status', status: 500, skip: 1, times: 3 });
      expect(await sha256(await open().read(file))).toBe(hash);
    });

    test('a redirect that leads to itself: an error with the host', async () => {
      const { repo, file } = await given();
      await repo.fail({ fault: 'loop', at: 'redirect' });
      const error = await failureOf(open().read(file));
      expect(error.code).toBe('hub_unreachable');
      expect(error.message).toContain(new URL(context.hub()).host);
    });

    test('a size that is not the listed one is not believed', async () => {
      const { repo, file } = await given();
      await repo.fail({ fault: 'size', size: bytes - 5, at: 'listing' });
      const error = await failureOf(open().read(file));
      expect(error.code).toBe('hub_failed');
      expect(error.message).toContain(String(bytes - 5));
      expect(await open().size(file.repo)).toBe(0);
    });
  });

  describe(`${name}: a hub without a listing`, () => {
    const noListing = { fault: 'status', status: 404, at: 'listing' } as const;

    test('gives files by ranges', async () => {
      const { repo, file, hash } = await given();
      await repo.fail(noListing);
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(chunks);
    });

    test('gives files when it hides the ranges from other origins', async () => {
      const { repo, file, hash } = await given();
      await repo.fail(noListing);
      await repo.fail({ fault: 'unsized' });
      expect(await sha256(await open().read(file))).toBe(hash);
    });

    test('changes the file in between: it is begun again', async () => {
      const { repo, file } = await given();
      await repo.fail(noListing);
      await readSome(file);
      const hash = await repo.put({ path, bytes, seed: 2 });
      expect(await sha256(await open().read(file))).toBe(hash);
    });

    test('changes the file while it is downloaded: it is begun again', async () => {
      const { repo, file } = await given();
      await repo.fail(noListing);
      let changed: Promise<string> | undefined;
      const report = ({ loaded }: FileProgress) => {
        if (loaded > 3 * chunkSize) changed ??= repo.put({ path, bytes, seed: 2 });
      };
      await repo.fail({ fault: 'pace', bytesPerSecond: 1_000_000, times: 6 });
      const blob = await open().read(file, { report });
      expect(await sha256(blob)).toBe(await changed);
    });
  });

  describe(`${name}: a hub with a listing`, () => {
    test('changes the file in between: it is begun again', async () => {
      const { repo, file } = await given();
      await readSome(file);
      const hash = await repo.put({ path, bytes: bytes - 500, seed: 2 });
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await open().size(file.repo)).toBe(bytes - 500);
    });

    test('has other files when a model is half here: those of the old version go', async () => {
      const { repo, file } = await given();
      const decoder = { ...file, path: 'onnx/decoder.onnx' };
      const same = { ...file, path: 'config.json' };
      await repo.put({ path: same.path, bytes: 100, seed: 1 });
      await open().read(file);
      await open().read(same);
      await repo.put({ path, bytes, seed: 2 });
      await repo.put({ path: decoder.path, bytes: 1000, seed: 2 });
      await repo.heal();

      await open().settle([file, same]);
      expect(await open().has(file)).toBe(true);
      expect(await repo.requests()).toEqual([]);
      await open().settle([file, same, decoder]);
      expect(await open().has(file)).toBe(false);
      expect(await open().has(same)).toBe(true);
    });

    test('that cannot be had now, when a model is half here: what is stored stays', async () => {
      const { repo, file } = await given();
      await open().read(file);
      await repo.fail({ fault: 'status', status: 500, at: 'listing' });
      await open().settle([file, { ...file, path: 'config.json' }]);
      expect(await open().has(file)).toBe(true);
    });

    test('names the same file differently in between: what is stored stays', async () => {
      const { repo, file, hash } = await given();
      const stored = await readSome(file);
      await repo.heal();
      await repo.fail({ fault: 'etag', etag: 'another' });
      expect(await sha256(await open().read(file))).toBe(hash);
      expect(await repo.requests('file')).toHaveLength(chunks - stored);
    });
  });
}

async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The error of a read that must fail. */
async function failureOf(reading: Promise<Blob | undefined>): Promise<SpeechError> {
  try {
    await reading;
  } catch (error) {
    return error as SpeechError;
  }
  throw new Error('The file was read, though it could not be right.');
}

/** Puts wrong bytes in the place of a stored chunk. */
async function damage(shelf: Shelf, file: FileRef, index: number): Promise<void> {
  const manifest = await shelf.manifest(fileId(file));
  const hash = manifest?.chunks[index];
  if (!manifest || !hash) throw new Error(`There is no chunk ${index} to damage.`);
  await shelf.put(manifest, index, { blob: new Blob(['damaged']), hash });
}

/** The same, as if these bytes had been stored in good faith. */
async function replace(shelf: Shelf, file: FileRef, index: number): Promise<void> {
  const manifest = await shelf.manifest(fileId(file));
  if (!manifest) throw new Error('The file was not stored.');
  const blob = new Blob([new Uint8Array(chunkSize)]);
  const chunkHash = await openChunkHash();
  await shelf.put(manifest, index, { blob, hash: chunkHash(new Uint8Array(chunkSize)) });
}
