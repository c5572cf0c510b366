import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runCommand } from './command.mjs';
import { inProject } from './paths.mjs';

const isRoot = process.getuid?.() === 0;

/** What every Chromium here is started with: no chatter of its own, software WebGPU, and sound without a click. */
export const browserArguments = [
  // Chromium's sandbox does not start as root.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chrome asks a server of its maker about every form it sees.
  '--disable-features=AutofillServerCommunication',
  '--enable-unsafe-webgpu',
  '--autoplay-policy=no-user-gesture-required',
];

const chromiumCommands = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];
const chromiumApplications = {
  darwin: [
    'Google Chrome.app/Contents/MacOS/Google Chrome',
    'Chromium.app/Contents/MacOS/Chromium',
    'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
};
const firefoxCommands = ['firefox', 'firefox-esr'];
const firefoxApplications = {
  darwin: ['Firefox.app/Contents/MacOS/firefox'],
  win32: ['Mozilla Firefox\\firefox.exe'],
};

/**
 * A Chromium to drive: the one that SOTTO_BROWSER names, else an installed one, else Playwright's download, else
 * Debian's package. Throws an error for people when there is none to be had. Needs the dependencies.
 * @returns {Promise<string>} the path of its program
 */
export async function findBrowser() {
  const known = installedBrowser() ?? (await playwrightBrowser(false));
  if (known) return known;
  console.error('No Chrome, Chromium or Edge is installed: downloading one for the tests…');
  const found = (await playwrightBrowser(true)) ?? (await debianBrowser());
  if (found) return found;
  throw new Error(
    'No browser was found, and none could be downloaded. Install Chrome, Chromium or Edge, or name the program of ' +
      'one in SOTTO_BROWSER.',
  );
}

/**
 * As `findBrowser`, without downloading or installing anything.
 * @returns {string | undefined}
 */
export function installedBrowser() {
  return named('SOTTO_BROWSER') ?? installed(chromiumCommands, chromiumApplications);
}

/**
 * The Firefox that SOTTO_FIREFOX names, else an installed one.
 * @returns {string | undefined}
 */
export function findFirefox() {
  return named('SOTTO_FIREFOX') ?? installed(firefoxCommands, firefoxApplications);
}

function named(variable) {
  const path = process.env[variable];
  if (!path) return undefined;
  if (!existsSync(path)) throw new Error(`${variable} is '${path}', and there is no such program.`);
  return path;
}

function installed(commands, applications) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = {
    linux: () => commands.flatMap((name) => folders.map((folder) => join(folder, name))),
    darwin: () =>
      ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        applications.darwin.map((path) => join(folder, path)),
      ),
    win32: () =>
      ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
        .flatMap((variable) => process.env[variable] ?? [])
        .flatMap((folder) => applications.win32.map((path) => join(folder, path))),
  };
  return (places[process.platform] ?? places.linux)().find(
    (path) => existsSync(path) && answers(path),
  );
}

/** Some systems have a script of that name that only says how to install the browser. Windows' programs cannot be asked. */
function answers(path) {
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}

async function playwrightBrowser(download) {
  const { chromium } = await import('playwright-core');
  if (download) {
    const cli = inProject('node_modules', 'playwright-core', 'cli.js');
    await runCommand(process.execPath, [cli, 'install', 'chromium'], { timeoutMs: 10 * 60_000 });
  }
  const path = chromium.executablePath();
  // A download whose system libraries are missing is there, but does not start.
  return path && existsSync(path) && answers(path) ? path : undefined;
}

async function debianBrowser() {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 10 * 60_000 };
  await runCommand('apt-get', ['update', '-qq'], options);
  await runCommand(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    options,
  );
  return installed(chromiumCommands, chromiumApplications);
}
