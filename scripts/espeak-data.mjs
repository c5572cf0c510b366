import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const dataFolder = '/usr/share/espeak-ng-data/';
/** Raised when the packs or the index change their form, so that older ones are cut again. */
const form = 1;

/**
 * Cuts eSpeak NG's data into a core (phonemes, language and voice definitions) and one pack per dictionary, and writes
 * them with an index, `index-<version of the package>.json`, into `outDir`. Does nothing where they are already.
 * @param {string} outDir
 */
export async function cutEspeakData(outDir) {
  const folder = dirname(
    createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten'),
  );
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const indexPath = join(outDir, `index-${version}.json`);
  if (await isComplete(outDir, indexPath)) return;

  const files = await readFiles(folder);
  const isDictionary = ({ path }) => path.endsWith('_dict');
  // MBROLA voices need a program that is not here.
  const common = files.filter((file) => !isDictionary(file) && !file.path.startsWith('voices/mb/'));
  const packs = {
    core: pack('core', Buffer.concat(common.map(({ bytes }) => bytes))),
    dictionaries: Object.fromEntries(
      files.filter(isDictionary).map(({ path, bytes }) => {
        const name = path.slice(0, -'_dict'.length);
        return [name, pack(name, bytes)];
      }),
    ),
  };
  const index = {
    form,
    core: {
      ...describe(packs.core),
      files: common.map(({ path, bytes }) => [path, bytes.length]),
    },
    dictionaries: mapValues(packs.dictionaries, describe),
    voices: readVoices(files),
  };

  await mkdir(outDir, { recursive: true });
  const current = [packs.core, ...Object.values(packs.dictionaries)];
  for (const { file, bytes } of current) await writeWhole(join(outDir, file), bytes);
  // Last, because its presence says that the others are there.
  await writeWhole(indexPath, JSON.stringify(index));
  await removeOthers(outDir, new Set([...current.map(({ file }) => file), basename(indexPath)]));
}

/** Several builds may cut at the same time: a file appears whole, and always with the same content. */
async function writeWhole(path, content) {
  const part = `${path}.${process.pid}.${randomUUID()}.part`;
  await writeFile(part, content);
  await rename(part, path);
}

async function removeOthers(outDir, current) {
  const old = (await readdir(outDir)).filter(
    (name) => !current.has(name) && !name.endsWith('.part'),
  );
  await Promise.all(old.map((name) => rm(join(outDir, name), { force: true })));
}

async function isComplete(outDir, indexPath) {
  if (!existsSync(indexPath)) return false;
  const index = JSON.parse(await readFile(indexPath, 'utf8'));
  if (index.form !== form) return false;
  const present = new Set(await readdir(outDir));
  return [index.core, ...Object.values(index.dictionaries)].every(({ file }) => present.has(file));
}

/** The files in the package's one data file, by the table that its loader carries. */
async function readFiles(folder) {
  const loader = await readFile(join(folder, 'espeak-ng.js'), 'utf8');
  const data = await readFile(join(folder, 'espeak-ng.data'));
  const entries = [...loader.matchAll(/\{filename:"([^"]+)",start:(\d+),end:(\d+)[^}]*\}/g)];
  const end = Math.max(0, ...entries.map((entry) => Number(entry[3])));
  if (end !== data.length) {
    throw new Error(
      `espeak-ng.js names ${entries.length} files that end at byte ${end}, but espeak-ng.data has ${data.length} bytes. The package's form has changed: adapt scripts/espeak-data.mjs to it.`,
    );
  }
  return entries.map(([, filename, from, to]) => ({
    path: filename.slice(dataFolder.length),
    bytes: data.subarray(Number(from), Number(to)),
  }));
}

/** The content's hash is in the name, so that a pack may be kept for ever. */
function pack(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { file: `${name}-${hash}.data`, bytes };
}

function describe({ file, bytes }) {
  return { file, bytes: bytes.length };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/**
 * Voice id → the file that eSpeak finds it by, and its dictionary. The id is the first language that the file names,
 * in lower case, or the file's name where another file was first.
 */
function readVoices(files) {
  const dictionaries = new Set(files.map(({ path }) => path));
  const voices = {};
  for (const { path, bytes } of files) {
    if (!path.startsWith('lang/')) continue;
    const text = bytes.toString('utf8');
    const language = /^\s*language\s+(\S+)/m.exec(text)[1];
    const dictionary = /^\s*dictionary\s+(\S+)/m.exec(text)?.[1] ?? language.split('-')[0];
    if (!dictionaries.has(`${dictionary}_dict`)) continue;
    const wanted = language.toLowerCase();
    const id = wanted in voices ? basename(path).toLowerCase() : wanted;
    voices[id] = { file: path.slice('lang/'.length), dictionary };
  }
  return voices;
}
