import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cutEspeakData } from '../../../../scripts/espeak-data.mjs';
import { espeakVoices } from '../../../../src/catalog/espeak-voices';
import { openEspeakData } from '../../../../src/engines/espeak/data';

let folder: string;
const read = async (name: string) => new Uint8Array(await readFile(join(folder, name))).buffer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espeak-packs-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('English costs under 1 MB of gzip: program, index, core and dictionary', async () => {
  await cutEspeakData(folder);
  const packs = (await readdir(folder)).filter((name) => /^(index|core|en)-/.test(name));
  expect(packs).toHaveLength(3);
  const program = import.meta.resolve('@echogarden/espeak-ng-emscripten');
  const files = [fileURLToPath(program), ...packs.map((name) => join(folder, name))];
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_000_000);
});

test('every voice of the catalog has a definition in the core, and a dictionary', async () => {
  await cutEspeakData(folder);
  const data = await openEspeakData(read);
  const core = new Map((await data.core()).map(({ path, content }) => [path, content]));
  expect(espeakVoices.length).toBeGreaterThan(100);
  for (const { id } of espeakVoices) {
    const voice = data.voice(id);
    expect(voice, id).toBeDefined();
    const definition = new TextDecoder().decode(core.get(`lang/${voice?.file}`));
    expect(definition, id).toMatch(/^\s*name /m);
    const dictionary = await data.dictionary(voice?.dictionary ?? '');
    expect(dictionary.content.length, id).toBeGreaterThan(1000);
  }
});

test('languages that are written with the same dictionary share a pack', async () => {
  await cutEspeakData(folder);
  const data = await openEspeakData(read);
  expect(data.voice('en-gb')).toEqual({ file: 'gmw/en', dictionary: 'en' });
  expect(data.voice('en-us')?.dictionary).toBe('en');
  expect(data.voice('nb')?.dictionary).toBe('no');
  expect(data.voice('pt-br')?.dictionary).toBe('pt');
});

test('cutting again writes nothing, and repairs what is gone or from another version', async () => {
  await Promise.all([cutEspeakData(folder), cutEspeakData(folder), cutEspeakData(folder)]);
  const names = await readdir(folder);
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  const english = join(folder, names.find((name) => name.startsWith('en-')) ?? '');
  const { mtimeMs } = await stat(english);
  await cutEspeakData(folder);
  expect((await stat(english)).mtimeMs).toBe(mtimeMs);
  await rm(english);
  await cutEspeakData(folder);
  expect((await readdir(folder)).sort()).toEqual(names.sort());
});
