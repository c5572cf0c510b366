import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether ffmpeg and ffprobe can be asked on this computer. */
export const hasFfmpeg =
  spawnSync('ffmpeg', ['-version']).status === 0 && spawnSync('ffprobe', ['-version']).status === 0;

export type Probe = { codec: string; sampleRate: number; channels: number; bitRate: number };

/** What ffprobe says of a file, and what ffmpeg decodes it to; throws what they complain of. */
export function decodeFile(bytes: Uint8Array): Probe & { samples: Float32Array } {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-'));
  const path = join(folder, 'audio');
  try {
    writeFileSync(path, bytes);
    const entries = 'stream=codec_name,sample_rate,channels,bit_rate';
    const probe = ask('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'json', path]);
    const [stream] = (
      JSON.parse(probe.toString()) as {
        streams: { codec_name: string; sample_rate: string; channels: number; bit_rate: string }[];
      }
    ).streams;
    if (!stream) throw new Error('ffprobe found no audio in the file');
    const raw = ask('ffmpeg', ['-v', 'error', '-xerror', '-i', path, '-f', 'f32le', '-']);
    return {
      codec: stream.codec_name,
      sampleRate: Number(stream.sample_rate),
      channels: stream.channels,
      bitRate: Number(stream.bit_rate),
      samples: new Float32Array(new Uint8Array(raw).buffer),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ask(command: string, parameters: string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(command, parameters, { maxBuffer: 2 ** 28 });
  if (status !== 0 || stderr.length > 0) throw new Error(`${command}: ${stderr.toString()}`);
  return stdout;
}
