// npm test [-- --only name,…]: every check of the project, one line each. All run, even when one fails.
import { readFileSync, rmSync } from 'node:fs';
import { findBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { runCommand, runNpm } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { inProject } from './paths.mjs';
import { readCommand } from './read-command.mjs';

const minute = 60_000;
const reportFile = inProject('tests', 'output', 'report.json');

/** In this order; each resolves to `{ passed, failed, skipped, output }`. */
const steps = {
  format: () => check('format:check', 5 * minute),
  lint: () => check('lint', 10 * minute),
  imports: () => check('lint:deps', 5 * minute),
  types: () => check('check', 10 * minute),
  build: async () => oneCheck(await build()),
  firefox: () => suite('firefox', 10 * minute),
  unit: () => suite('unit', 10 * minute),
  browser: () => suite('browser', 20 * minute),
  e2e: () => suite('e2e', 40 * minute),
};
const needBrowser = new Set(['browser', 'e2e']);
/** One after the other, on one core; what is tried in Firefox is mostly waiting, and needs little of another. */
const besideFirefox = ['format', 'lint', 'imports', 'types'];

const chosen = readChoice();
await ensureInstalled();
const total = { passed: 0, failed: 0, skipped: [] };
await prepareBrowser();
const onOneCore = chosen.filter((name) => besideFirefox.includes(name));
const others = chosen.filter((name) => !besideFirefox.includes(name));
const beforeFirefox = others.splice(0, others.indexOf('firefox') + 1);
await Promise.all([runAll(onOneCore), runAll(beforeFirefox)]);
await runAll(others);
for (const { name, reason } of total.skipped) console.log(`skipped: ${name} (${reason})`);
if (total.skipped.length > 0) console.log(`${total.skipped.length} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function readChoice() {
  const names = Object.keys(steps);
  const usage = `Usage: npm test [-- --only ${names.join(',')}]`;
  return readCommand(usage, { options: { only: { type: 'string' } } }, ({ values }) => {
    if (values.only === undefined) return names;
    const wanted = values.only.split(',');
    const unknown = wanted.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no check '${unknown}'.`);
    return names.filter((name) => wanted.includes(name));
  });
}

/** The browser that is found once is the one that every later step uses. */
async function prepareBrowser() {
  if (!chosen.some((name) => needBrowser.has(name))) return;
  try {
    process.env['SOTTO_BROWSER'] = await findBrowser();
  } catch (error) {
    console.error(error.message);
  }
}

async function runAll(names) {
  for (const name of names) add(report(name, await time(name)));
}

async function time(name) {
  const start = performance.now();
  const result = await runStep(name);
  return { ...result, seconds: (performance.now() - start) / 1000 };
}

function report(name, result) {
  const seconds = result.seconds.toFixed(1);
  const counts = [`${result.passed} passed`, `${result.failed} failed`];
  if (result.skipped.length > 0) counts.push(`${result.skipped.length} skipped`);
  if (result.failed > 0) console.log(result.output.trimEnd());
  const mark = result.failed === 0 ? 'ok    ' : 'FAILED';
  console.log(`${mark} ${name.padEnd(8)} ${`${seconds} s`.padStart(8)}  ${counts.join(', ')}`);
  return result;
}

async function runStep(name) {
  if (needBrowser.has(name) && !process.env['SOTTO_BROWSER']) {
    return {
      passed: 0,
      failed: 1,
      skipped: [],
      output: 'It needs a browser, and there is none (see above).',
    };
  }
  return steps[name]();
}

async function check(script, timeoutMs) {
  return oneCheck(await runNpm(['run', '--silent', script], { quiet: true, timeoutMs }));
}

function oneCheck({ code, output, timedOut }) {
  const passed = code === 0 && !timedOut;
  return {
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: [],
    output: timedOut ? `${output}\nStopped: it took too long.` : output,
  };
}

/** A project of vite.config.ts; a run that ends badly although no test failed counts as one failure. */
async function suite(project, timeoutMs) {
  rmSync(reportFile, { force: true });
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const reporters = [
    '--reporter=default',
    `--reporter=${inProject('scripts', 'test-reporter.mjs')}`,
  ];
  const result = await runCommand(
    process.execPath,
    [vitest, 'run', '--project', project, ...reporters],
    { quiet: true, timeoutMs, env: { SOTTO_TEST_REPORT: reportFile, CI: '1' } },
  );
  const whole = oneCheck(result);
  const counted = readReport();
  return {
    passed: counted.passed,
    failed: Math.max(counted.failed, whole.failed),
    skipped: counted.skipped,
    output: whole.output,
  };
}

function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: [] }; // Vitest did not come to an end; its exit code counts.
  }
}

function add(result) {
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped.push(...result.skipped);
}
