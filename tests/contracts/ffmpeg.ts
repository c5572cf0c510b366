import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether ffmpeg and ffprobe can be asked on this computer. */
export const hasFfmpeg =
  spawnSync('ffmpeg', ['-version']).status === 0 && spawnSync('ffprobe', ['-version']).status === 0;

/** Whether libFLAC's own program can be asked on this computer. */
export const hasFlac = spawnSync('flac', ['--version']).status === 0;

export type Probe = { codec: string; sampleRate: number; channels: number; bitRate: number };

export type Reading = {
  /** ffmpeg's parameters before the file: a format that a short file does not show, or that has no header. */
  as?: string[];
  /** Whether it may end where its header says that more would come. */
  open?: boolean;
};

/** What ffprobe says of a file, and what ffmpeg decodes it to; throws what they complain of. */
export function decodeFile(
  bytes: Uint8Array,
  { as = [], open = false }: Reading = {},
): Probe & { samples: Float32Array } {
  return withFile(bytes, 'audio', (path) => {
    const entries = 'stream=codec_name,sample_rate,channels,bit_rate';
    const probed = ['-v', 'error', ...as, '-show_entries', entries, '-of', 'json', path];
    const [stream] = (
      JSON.parse(ask('ffprobe', probed).toString()) as {
        streams: { codec_name: string; sample_rate: string; channels: number; bit_rate: string }[];
      }
    ).streams;
    if (!stream) throw new Error('ffprobe found no audio in the file');
    const strict = open ? ['-v', 'fatal'] : ['-v', 'error', '-xerror'];
    const raw = ask('ffmpeg', [...strict, ...as, '-i', path, '-f', 'f32le', '-']);
    return {
      codec: stream.codec_name,
      sampleRate: Number(stream.sample_rate),
      channels: stream.channels,
      bitRate: Number(stream.bit_rate),
      samples: new Float32Array(new Uint8Array(raw).buffer),
    };
  });
}

/** What libFLAC's program says of a file; empty when it has no complaint. */
export function testFlac(bytes: Uint8Array): string {
  return withFile(bytes, 'audio.flac', (path) => {
    const { status, stderr } = spawnSync('flac', ['--test', '--silent', path]);
    return status === 0 ? '' : stderr.toString();
  });
}

/** Integrated loudness in LUFS as ffmpeg measures it (EBU R 128). */
export function measureLoudness(samples: Float32Array, sampleRate: number): number {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return withFile(bytes, 'audio', (path) => {
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

function withFile<T>(bytes: Uint8Array, name: string, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ask(command: string, parameters: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(command, parameters, { maxBuffer: 2 ** 28 });
  if (status !== 0 || stderr.length > 0) throw new Error(`${command}: ${stderr.toString()}`);
  return stdout;
}
