import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

// What tests in a browser have done on the machine that runs them: `commands` of `vitest/browser`.

const run = promisify(execFile);

/** @returns {Promise<boolean>} */
export const hasFfmpeg = () =>
  run('ffmpeg', ['-version']).then(
    () => true,
    () => false,
  );

/**
 * Files, in base64, with the same sound in each channel, in the order of `outputs`; all by one process, which takes
 * longer to start than most files do.
 *
 * @param {unknown} _context
 * @param {{ sounds: { rate: number, samples: string }[], outputs: { sound: number, channels: number }[],
 *   args: string[], ending: string, inputs?: string[] }} order `samples` are 32-bit floats, in base64; `sound` is an
 *   index; `args` the encoder and its options; `ending` that of the files' names, for the container; `inputs` what
 *   else goes into each file, the first of which is input 0
 * @returns {Promise<string[]>}
 */
export async function encodeWithFfmpeg(_context, { sounds, outputs, args, ending, inputs = [] }) {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-ffmpeg-'));
  try {
    const from = sounds.map((_, index) => join(folder, `from-${index}.f32`));
    const to = outputs.map((_, index) => join(folder, `to-${index}.${ending}`));
    await Promise.all(
      sounds.map(({ samples }, index) => writeFile(from[index], Buffer.from(samples, 'base64'))),
    );
    const raw = sounds.flatMap(({ rate }, index) => [
      ...['-f', 'f32le', '-ar', String(rate), '-ac', '1'],
      ...['-i', from[index]],
    ]);
    const before = inputs.filter((argument) => argument === '-i').length;
    const files = outputs.flatMap(({ sound, channels }, index) => [
      ...['-map', `${before + sound}:a`, '-filter:a', copies(channels)],
      ...[...args, to[index]],
    ]);
    await run('ffmpeg', ['-v', 'error', ...inputs, ...raw, ...files]);
    return await Promise.all(to.map((path) => readFile(path, 'base64')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function copies(channels) {
  const layout = { 1: 'mono', 2: 'stereo', 6: '5.1' }[channels] ?? `${channels}c`;
  const each = Array.from({ length: channels }, (_, index) => `c${index}=c0`);
  return `pan=${layout}|${each.join('|')}`;
}
