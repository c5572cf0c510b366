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
 * A file, in base64, with the same sound in each channel.
 *
 * @param {unknown} _context
 * @param {{ samples: string, rate: number, channels: number, args: string[], ending: string,
 *   inputs?: string[] }} order `samples` are 32-bit floats, in base64; `args` the encoder and its options; `ending` that
 *   of the file's name, for the container; `inputs` what else goes into the file
 * @returns {Promise<string>}
 */
export async function encodeWithFfmpeg(
  _context,
  { samples, rate, channels, args, ending, inputs = [] },
) {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-ffmpeg-'));
  try {
    const [from, to] = [join(folder, 'from.f32'), join(folder, `to.${ending}`)];
    await writeFile(from, Buffer.from(samples, 'base64'));
    const layout = { 1: 'mono', 2: 'stereo', 6: '5.1' }[channels] ?? `${channels}c`;
    const copies = Array.from({ length: channels }, (_, index) => `c${index}=c0`).join('|');
    const input = ['-f', 'f32le', '-ar', String(rate), '-ac', '1', '-i', from, ...inputs];
    const options = ['-filter:a', `pan=${layout}|${copies}`, ...args, to];
    await run('ffmpeg', ['-v', 'error', ...input, ...options]);
    return await readFile(to, 'base64');
  } finally {
    await rm(folder, { recursive: true });
  }
}
