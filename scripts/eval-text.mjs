// npm run eval:text: runs the cases of tests/text-cases and prints how many of each class are read right.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from './paths.mjs';

const results = runCases();
const cases = readCases();
const classes = new Map();
const languages = new Map();
for (const { language, kind, title } of cases) {
  const right = results.get(`${language} ${title}`) === 'passed';
  count(classes, kind, right);
  count(languages, language, right);
}
printTable('class', classes);
printTable('language', languages);

/** The outcome of each case, by language and title. */
function runCases() {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-eval-'));
  const file = join(folder, 'cases.json');
  const test = 'tests/unit/text/cases.test.ts';
  const options = ['run', '--project', 'unit', test, '--reporter=json', `--outputFile=${file}`];
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const run = spawnSync(process.execPath, [vitest, ...options], {
    cwd: inProject(),
    encoding: 'utf8',
  });
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    return new Map(all.map((one) => [`${one.ancestorTitles.at(-1)} ${one.title}`, one.status]));
  } catch (error) {
    console.error(run.stdout, run.stderr);
    throw new Error('The cases did not run.', { cause: error });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readCases() {
  const folder = inProject('tests', 'text-cases');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const language = file.replace('.json', '');
    return JSON.parse(readFileSync(join(folder, file), 'utf8')).map((one) => ({
      language,
      kind: one.class,
      title: `${one.text} (${one.class}, ${one.language ?? language}: ${one.rule})`,
    }));
  });
}

function count(table, name, right) {
  const row = table.get(name) ?? { right: 0, all: 0 };
  row.all++;
  if (right) row.right++;
  table.set(name, row);
}

function printTable(heading, table) {
  const rows = [...table].sort(([one], [other]) => one.localeCompare(other));
  const sum = { right: 0, all: 0 };
  for (const [, { right, all }] of rows) {
    sum.right += right;
    sum.all += all;
  }
  console.log(
    `${heading.padEnd(16)}${'right'.padStart(7)}${'cases'.padStart(7)}${'%'.padStart(7)}`,
  );
  for (const [name, { right, all }] of [...rows, ['all', sum]]) {
    const share = ((100 * right) / Math.max(1, all)).toFixed(1);
    console.log(
      `${name.padEnd(16)}${String(right).padStart(7)}${String(all).padStart(7)}${share.padStart(7)}`,
    );
  }
  console.log();
}
