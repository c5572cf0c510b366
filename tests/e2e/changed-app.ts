import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../scripts/paths.mjs';

/** The mark of a script's content, at the end of its name. */
const mark = /(?<=-)[\w-]{8}(?=\.js$)/;

/** A copy of the built app in which each such thread runs `script` first; `remove` deletes the copy. */
export function copyChangedApp(
  script: string,
  kind: 'engine' | 'server' = 'engine',
): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-changed-'));
  cpSync(inProject('dist'), folder, { recursive: true });
  const assets = join(folder, 'assets');
  const thread = join(assets, scriptOf(kind, assets));
  writeFileSync(thread, `${script}\n${readFileSync(thread, 'utf8')}`);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

function scriptOf(kind: string, assets: string): string {
  const found = readdirSync(assets).filter((name) => new RegExp(`^${kind}-.*\\.js$`).test(name));
  if (found.length !== 1) throw new Error(`One ${kind} thread was expected, not ${found.join()}.`);
  return found.join();
}

/** Takes the script of the server's thread away from a copy of the built app; returns the way to put it back. */
export function takeServerAway(folder: string): () => void {
  const assets = join(folder, 'assets');
  const name = scriptOf('server', assets);
  const [here, away] = [join(assets, name), join(folder, name)];
  renameSync(here, away);
  return () => renameSync(away, here);
}

/**
 * Puts the next build in the place of a copy of the built app: each script has a new name, as if its content had
 * changed, and data and WASM stay. Gives the old names.
 */
export function publishNewScripts(folder: string): string[] {
  const assets = join(folder, 'assets');
  const old = readdirSync(assets).filter((name) => mark.test(name));
  const names = new RegExp(old.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
  const renew = (text: string) =>
    text.replace(names, (name) => name.replace(mark, (hash) => [...hash].reverse().join('')));
  for (const name of old) {
    const path = join(assets, name);
    writeFileSync(join(assets, renew(name)), renew(readFileSync(path, 'utf8')));
    rmSync(path);
  }
  for (const name of ['index.html', 'app-files.json']) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(join(folder, name), renew(text).replace(/"version":"\w+"/, '"version":"next"'));
  }
  return old;
}
