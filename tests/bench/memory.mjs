import { readdirSync, readFileSync } from 'node:fs';

/**
 * The most memory (bytes) that the processes of a command line containing `mark` use together while `work` runs, above
 * what they used before it, and the result of `work`. Undefined bytes where the system has no /proc.
 */
export async function peakMemory(mark, work) {
  const before = usedBy(mark);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, usedBy(mark));
  }, 20);
  try {
    const result = await work();
    return { result, bytes: before > 0 ? most - before : undefined };
  } finally {
    clearInterval(timer);
  }
}

/** Resident memory; what processes share counts once for each, before as in the end. */
function usedBy(mark) {
  return processes()
    .filter((id) => read(`/proc/${id}/cmdline`).includes(mark))
    .map((id) => /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${id}/status`))?.[1] ?? 0)
    .reduce((sum, kilobytes) => sum + Number(kilobytes) * 1024, 0);
}

function processes() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return []; // Not Linux: there is nothing to read.
  }
}

/** A process may end at any time. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
