import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../scripts/paths.mjs';

/** A copy of the built app in which each engine's thread runs `script` first; `remove` deletes the copy. */
export function copyChangedApp(script: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-changed-'));
  cpSync(inProject('dist'), folder, { recursive: true });
  const assets = join(folder, 'assets');
  const threads = readdirSync(assets).filter((name) => /^engine-.*\.js$/.test(name));
  if (threads.length !== 1)
    throw new Error(`One engine thread was expected, not ${threads.join()}.`);
  const thread = join(assets, threads.join());
  writeFileSync(thread, `${script}\n${readFileSync(thread, 'utf8')}`);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
