import { expect, test } from 'vitest';
import { splitAppFiles } from '../../../scripts/app-files.mjs';

const scripts = new Map([
  [
    'assets/index-aaaaaaaa.js',
    'import{a}from"./shared-aaaaaaaa.js";import("./de-aaaaaaaa.js");a()',
  ],
  ['assets/Models-aaaaaaaa.js', ''],
  ['assets/Transcribe-aaaaaaaa.js', ''],
  ['assets/transcription-desk-aaaaaaaa.js', ''],
  ['assets/captions-file-aaaaaaaa.js', ''],
  ['assets/server-aaaaaaaa.js', 'export{b}from"./deeper-aaaaaaaa.js";'],
  ['assets/engine-aaaaaaaa.js', ''],
  ['assets/reader-aaaaaaaa.js', ''],
  ['assets/speaker-aaaaaaaa.js', ''],
  ['assets/espeak-ng-a-a_aaaa.js', ''],
  ['assets/mp3-aaaaaaaa.js', ''],
  ['assets/en-aaaaaaaa.js', 'import"./create-aaaaaaaa.js";'],
  ['assets/en-bbbbbbbb.js', ''],
  ['assets/shared-aaaaaaaa.js', 'import"./index-aaaaaaaa.js";export const a=1;'],
  ['assets/deeper-aaaaaaaa.js', 'import"./deepest-aaaaaaaa.js";export const b=1;'],
  ['assets/deepest-aaaaaaaa.js', ''],
  ['assets/create-aaaaaaaa.js', ''],
  ['assets/de-aaaaaaaa.js', 'import"./germanic-aaaaaaaa.js";'],
  ['assets/germanic-aaaaaaaa.js', ''],
]);
const others = ['index.html', 'sw.js', 'hub/x.onnx', 'espeak/core-1.data', 'espeak/en-1.data'];
const languages = [
  'espeak/de-1.data',
  'espeak/enm-1.data',
  'assets/mp3-aaaaaaaa.wasm',
  'assets/ort.wasm',
];

test('a first visit keeps what it starts with and all that this imports, other languages come later', () => {
  const { files, later } = splitAppFiles([...scripts.keys(), ...others, ...languages], scripts);
  expect(later).toEqual([
    'assets/de-aaaaaaaa.js',
    'assets/germanic-aaaaaaaa.js',
    'assets/ort.wasm',
    'espeak/de-1.data',
    'espeak/enm-1.data',
  ]);
  expect(files).toHaveLength(scripts.size + others.length + languages.length - later.length - 2);
  expect(files).toContain('assets/deepest-aaaaaaaa.js');
  expect(files.join()).not.toMatch(/sw\.js|hub/);
});

test('a script that got another name is missed by the build, not by those who are offline', () => {
  const paths = [...scripts.keys()].filter((path) => !path.includes('speaker'));
  expect(() => splitAppFiles(paths, scripts)).toThrow('assets/speaker');
});
