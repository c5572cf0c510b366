import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Raised when the pack changes its form, so that an older one is made again. */
const form = 1;

/**
 * The bytes of one number in each file of the dictionary. Of the entries of words (`tid`) only the words' costs and the
 * address of their features are numbers; they take 10 bytes together.
 */
const widths = {
  base: 4,
  check: 4,
  cc: 2,
  tid: 10,
  tid_pos: 1,
  tid_map: 4,
  unk: 10,
  unk_pos: 1,
  unk_map: 4,
  unk_char: 1,
  unk_compat: 4,
  unk_invoke: 1,
};
/** Where the address stands in an entry of a word. */
const addressAt = 6;
/** The fields that are kept of a word's features: part of speech, its kind, pronunciation. */
const keptFields = [1, 2, 9];

/**
 * Writes kuromoji's dictionary (IPADIC) as one file, half as big as the package's, into `outDir`, with an index,
 * `index-<version of the package>.json`, and the dictionary's notice. Does nothing where they are already.
 * @param {string} outDir
 */
export async function packJapaneseData(outDir) {
  const manifest = createRequire(import.meta.url).resolve('@sglkc/kuromoji/package.json');
  const folder = dirname(manifest);
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const indexPath = join(outDir, `index-${version}.json`);
  if (await isComplete(outDir, indexPath)) return;

  const files = {};
  for (const name of Object.keys(widths)) {
    files[name] = gunzipSync(await readFile(join(folder, 'dict', `${name}.dat.gz`)));
  }
  Object.assign(files, withShortFeatures(files.tid, files.tid_pos));
  for (const name of ['tid_map', 'unk', 'unk_pos', 'unk_map', 'unk_invoke']) {
    files[name] = withoutPadding(files[name], widths[name]);
  }

  const pack = packFiles(files);
  const file = `ipadic-${createHash('sha256').update(pack).digest('hex').slice(0, 12)}.data`;
  await mkdir(outDir, { recursive: true });
  await writeWhole(join(outDir, file), pack);
  await copyFile(join(folder, 'NOTICE.md'), join(outDir, 'NOTICE.txt'));
  // Last, because its presence says that the others are there.
  await writeWhole(indexPath, JSON.stringify({ form, file }));
  for (const name of await readdir(outDir)) {
    const isOld = name !== file && /^(ipadic|index)-.*\.(data|json)$/.test(name);
    if (isOld && join(outDir, name) !== indexPath) await rm(join(outDir, name), { force: true });
  }
}

async function isComplete(outDir, indexPath) {
  if (!existsSync(indexPath)) return false;
  const index = JSON.parse(await readFile(indexPath, 'utf8'));
  return index.form === form && existsSync(join(outDir, index.file));
}

/** Several builds may write at the same time: a file appears whole, and always with the same content. */
async function writeWhole(path, content) {
  const part = `${path}.${process.pid}.${randomUUID()}.part`;
  await writeFile(part, content);
  await rename(part, path);
}

/** The entries of the words with addresses of features that are shorter and shared by many words. */
function withShortFeatures(tid, tidPos) {
  const entries = Buffer.from(tid.subarray(0, lengthWithoutPadding(tid, widths.tid)));
  const addresses = new Map();
  const texts = [];
  let next = 0;
  for (let at = 0; at < entries.length; at += widths.tid) {
    const start = entries.readUInt32LE(at + addressAt);
    const fields = tidPos.toString('utf8', start, tidPos.indexOf(0, start)).split(',');
    const features = keptFields.map((field) => fields[field] ?? '').join(',');
    if (!addresses.has(features)) {
      const text = Buffer.from(`${features}\0`);
      addresses.set(features, next);
      texts.push(text);
      next += text.length;
    }
    entries.writeUInt32LE(addresses.get(features), at + addressAt);
  }
  return { tid: entries, tid_pos: Buffer.concat(texts) };
}

/** The package's files end in megabytes of zeros. */
function withoutPadding(bytes, width) {
  return bytes.subarray(0, lengthWithoutPadding(bytes, width));
}

/** One number of zeros stays, since a text ends in one. */
function lengthWithoutPadding(bytes, width) {
  let used = bytes.length;
  while (used > 0 && bytes[used - 1] === 0) used--;
  const whole = bytes.length - (bytes.length % width);
  return Math.min(whole, (Math.ceil(used / width) + 1) * width);
}

function packFiles(files) {
  const names = Object.keys(widths);
  const entries = names.map((name) => ({
    name,
    bytes: files[name].length,
    width: widths[name],
  }));
  const header = Buffer.from(JSON.stringify(entries));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const planes = names.map((name) => splitPlanes(files[name], widths[name]));
  return gzipSync(Buffer.concat([length, header, ...planes]), { level: 9 });
}

/** The first bytes of all numbers, then the second ones, and so on. */
function splitPlanes(bytes, width) {
  const count = bytes.length / width;
  if (!Number.isInteger(count))
    throw new Error(`${bytes.length} bytes are no numbers of ${width}.`);
  const planes = Buffer.alloc(bytes.length);
  for (let index = 0; index < count; index++) {
    for (let plane = 0; plane < width; plane++) {
      planes[plane * count + index] = bytes[index * width + plane];
    }
  }
  return planes;
}
