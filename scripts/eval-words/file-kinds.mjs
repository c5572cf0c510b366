import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Most ways into Sotto that people have: the ending, and ffmpeg's arguments. */
export const fileKinds = [
  ...['pcm_s16le', 'pcm_s24le', 'pcm_f32le', 'pcm_mulaw', 'pcm_alaw'].map((c) => kind('wav', c)),
  kind('aiff', 'pcm_s16be'),
  kind('au', 'pcm_mulaw'),
  kind('mp3', 'libmp3lame'),
  kind('mpga', 'libmp3lame', '-f', 'mp3'),
  kind('aac', 'aac'),
  kind('m4a', 'aac'),
  kind('mp4', 'aac', '-movflags', 'frag_keyframe+empty_moov', '-frag_duration', '500000'),
  kind('mov', 'pcm_s16be'),
  kind('flac', 'flac'),
  kind('oga', 'libvorbis'),
  kind('opus', 'libopus'),
  kind('webm', 'libopus'),
  kind('mka', 'flac'),
  kind('ts', 'aac'),
  kind('mkv', 'libvorbis', '-map', '1:v', '-c:v', 'mpeg4'),
];

function kind(ending, codec, ...options) {
  return { name: `${ending} ${codec}`, ending, args: ['-c:a', codec, ...options] };
}

/**
 * Speech as files of some kinds, in base64.
 * @param {Buffer} wav
 * @param {typeof fileKinds} kinds
 * @returns {{ kind: string, name: string, base64: string }[]}
 */
export function encode(wav, kinds) {
  return inFolder((folder) => {
    const from = join(folder, 'speech');
    writeFileSync(from, wav);
    const film = ['-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=10:duration=1'];
    const pathOf = (at) => join(folder, `${at}.${kinds[at].ending}`);
    // A rate that every codec has.
    const outputs = kinds.flatMap(({ args }, at) => [
      ...['-map', '0:a', '-ar', '48000'],
      ...[...args, pathOf(at)],
    ]);
    run('ffmpeg', ['-v', 'error', '-nostdin', '-i', from, ...film, ...outputs]);
    return kinds.map(({ name, ending }, at) => ({
      ...{ kind: name, name: `speech.${ending}` },
      base64: readFileSync(pathOf(at), 'base64'),
    }));
  });
}

/**
 * A WAV file of a text.
 * @param {string} text
 * @param {{ voice: string, pace: number, pitch: number }} speaker pace in words a minute, pitch 0 to 99
 */
export function sayWithEspeak(text, { voice, pace, pitch }) {
  return inFolder((folder) => {
    const path = join(folder, 'speech.wav');
    run('espeak-ng', ['-v', voice, '-s', `${pace}`, '-p', `${pitch}`, '-w', path, text]);
    return readFileSync(path);
  });
}

/** The first of some commands that this machine lacks. */
export function missingCommand() {
  const flags = { 'espeak-ng': '--version', ffmpeg: '-version' };
  return Object.keys(flags).find((command) => spawnSync(command, [flags[command]]).status !== 0);
}

function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
}

function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-words-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
