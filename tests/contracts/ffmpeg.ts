import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether ffmpeg can be asked on this computer. */
export const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

/** Whether libFLAC's own program can be asked on this computer. */
export const hasFlac = spawnSync('flac', ['--version']).status === 0;

export type Heard = { codec: string; sampleRate: number; layout: string; samples: Float32Array };

export type Reading = {
  /** ffmpeg's parameters before the file: a format that a short file does not show, or that has no header. */
  as?: string[];
  /** Whether it may end where its header says that more would come. */
  open?: boolean;
};

/** What ffmpeg says of a file and decodes it to; throws what it complains of. */
export function decodeFile(bytes: Uint8Array, reading: Reading = {}): Heard {
  return decodeFiles([bytes], reading)[0]!;
}

/** `decodeFile` for many files at once: to start ffmpeg takes longer than what it does here. */
export function decodeFiles(
  files: readonly Uint8Array[],
  { as = [], open = false }: Reading = {},
): Heard[] {
  return withFolder((folder) => {
    const inputs = files.flatMap((bytes, i) => {
      return [...as, '-i', writeTo(join(folder, `file${i}`), bytes)];
    });
    const raw = files.map((_, i) => join(folder, `samples${i}`));
    const outputs = raw.flatMap((path, i) => ['-map', `${i}:a`, '-f', 'f32le', path]);
    const { status, stderr } = spawnSync('ffmpeg', [
      ...['-hide_banner', '-nostdin', '-nostats', '-v', 'level+info'],
      ...(open ? [] : ['-xerror']),
      ...inputs,
      ...outputs,
    ]);
    const said = stderr.toString();
    const complaint = open
      ? /^(\[.*\] )?\[(fatal|panic)\]/m
      : /^(\[.*\] )?\[(error|fatal|panic)\]/m;
    if (status !== 0 || complaint.test(said)) throw new Error(`ffmpeg: ${said}`);
    const [told] = said.split('Stream mapping:'); // What comes out is told after it.
    const streams = new Map(
      [...told!.matchAll(/Stream #(\d+):0.*: Audio: (\w+).*?, (\d+) Hz, ([^,]+)/g)].map(
        ([, input, codec, rate, layout]) => [
          Number(input),
          { codec: codec!, sampleRate: Number(rate), layout: layout! },
        ],
      ),
    );
    return raw.map((path, i) => {
      const stream = streams.get(i);
      if (!stream) throw new Error(`ffmpeg tells nothing of file ${i}: ${said}`);
      return { ...stream, samples: new Float32Array(new Uint8Array(readFileSync(path)).buffer) };
    });
  });
}

/** What libFLAC's program says of files; empty when it has no complaint. */
export function testFlac(files: readonly Uint8Array[]): string {
  return withFolder((folder) => {
    const paths = files.map((bytes, i) => writeTo(join(folder, `${i}.flac`), bytes));
    const { status, stderr } = spawnSync('flac', ['--test', '--silent', ...paths]);
    return status === 0 ? '' : stderr.toString();
  });
}

/** Integrated loudness in LUFS as ffmpeg measures it (EBU R 128). */
export function measureLoudness(samples: Float32Array, sampleRate: number): number {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return withFolder((folder) => {
    const path = writeTo(join(folder, 'audio'), bytes);
    const input = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '1', '-i', path];
    const filter = ['-af', 'ebur128=framelog=verbose', '-f', 'null', '-'];
    const { status, stderr } = spawnSync('ffmpeg', [
      '-hide_banner',
      '-nostats',
      ...input,
      ...filter,
    ]);
    const found = /Integrated loudness:\s+I:\s+(-?[\d.]+|-inf) LUFS/.exec(stderr.toString());
    if (status !== 0 || !found) throw new Error(`ffmpeg measured nothing: ${stderr.toString()}`);
    return Number(found[1]);
  });
}

function writeTo(path: string, bytes: Uint8Array): string {
  writeFileSync(path, bytes);
  return path;
}

function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
