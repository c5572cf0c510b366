import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether Python 3, whose library reads and writes zips, can be asked on this computer. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Runs a script that finds the name of a file in `path`; gives what it printed, and the file as it left it. */
export async function withPython(
  script: string,
  file: Blob = new Blob(),
): Promise<{ printed: string; file: Blob }> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-'));
  const path = join(folder, 'file.zip');
  try {
    await writeFile(path, new Uint8Array(await file.arrayBuffer()));
    const whole = `import sys; path = sys.argv[1]; ${script}`;
    const { status, stdout, stderr } = spawnSync('python3', ['-c', whole, path]);
    if (status !== 0) throw new Error(`Python: ${stderr.toString()}`);
    return {
      printed: stdout.toString().trim(),
      file: new Blob([new Uint8Array(await readFile(path))]),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
