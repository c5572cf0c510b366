import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../scripts/paths.mjs';

/**
 * A copy of the built app for a slow device: each chunk that a model speaks leaves its thread `pause` milliseconds
 * late. Nothing else is changed, and `remove` deletes the copy.
 */
export function copySlowedApp(pause: number): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-slowed-'));
  cpSync(inProject('dist'), folder, { recursive: true });
  const assets = join(folder, 'assets');
  const threads = readdirSync(assets).filter((name) => /^engine-.*\.js$/.test(name));
  if (threads.length !== 1)
    throw new Error(`One engine thread was expected, not ${threads.join()}.`);
  const thread = join(assets, threads.join());
  writeFileSync(thread, `${slowness(pause)}\n${readFileSync(thread, 'utf8')}`);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Only messages with samples transfer something. */
function slowness(pause: number): string {
  return `{
  const post = self.postMessage.bind(self);
  self.postMessage = (message, transfer) =>
    transfer?.length ? setTimeout(post, ${pause}, message, transfer) : post(message, transfer);
}`;
}
