import { spawn, spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

const windows = process.platform === 'win32';
/** The most that setTimeout takes, 24 days. */
const longestTimer = 2 ** 31 - 1;

/**
 * @typedef {object} CommandOptions
 * @property {boolean} [quiet] keep what it prints instead of passing it on
 * @property {number} [timeoutMs] after which it is stopped with everything it started
 * @property {Record<string, string>} [env] added to this process's own
 * @property {boolean} [shell] needed on Windows for commands that are .cmd files
 */

/**
 * Runs a command in the project's folder; resolves when it has ended, however it ended.
 * @param {string} file
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} `output` holds what a quiet command printed
 */
export function runCommand(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: options.shell ?? false,
      // A group of its own, so that a timeout ends its children too.
      detached: !windows,
    });
    let output = '';
    let timedOut = false;
    const collect = (chunk) => (output += chunk);
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    const timer = setTimeout(() => {
      timedOut = true;
      stopTree(child);
    }, options.timeoutMs ?? longestTimer);
    const interrupt = () => {
      child.once('exit', () => process.exit(130));
      stopTree(child);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    const end = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    // Not 'close': a grandchild that outlives the command may hold the pipes open for ever.
    child.once('exit', (code) => setTimeout(end, options.quiet ? 100 : 0, code ?? 1));
  });
}

/**
 * Runs npm, the same one that started this script where there is one.
 * @param {string[]} args
 * @param {CommandOptions} [options]
 */
export function runNpm(args, options = {}) {
  const own = process.env['npm_execpath'];
  return own?.endsWith('npm-cli.js')
    ? runCommand(process.execPath, [own, ...args], options)
    : runCommand('npm', args, { ...options, shell: windows });
}

/** Asks a command and its children to end, so that they close the browsers they opened, and ends them after that. */
function stopTree(child) {
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  signalTree(child, 'SIGTERM');
  setTimeout(signalTree, 5000, child, 'SIGKILL').unref();
}

function signalTree(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // It has ended by itself.
  }
}
