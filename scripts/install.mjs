import { readFileSync } from 'node:fs';
import { runNpm } from './command.mjs';
import { inProject } from './paths.mjs';

const oldestNode = [20, 19];

/** Ends the process with a plain message when this Node is older than package.json's `engines` allows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(
    `Sotto needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.\n` +
      'Install a newer one from https://nodejs.org and run the command again.',
  );
  process.exit(1);
}

/** Installs the dependencies when they are missing or are not those of package-lock.json. */
export async function ensureInstalled() {
  requireNode();
  if (isInstalled()) return;
  console.error('Installing the dependencies (npm ci)…');
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  if (code === 0) return;
  console.error(
    'The dependencies could not be installed; npm says why above. This step needs the network once.',
  );
  process.exit(1);
}

/** Compares what npm says it installed with what the lock file wants; packages for other systems may be absent. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || present[path]?.version === version,
  );
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(inProject(lockFile), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}
