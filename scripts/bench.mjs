// npm run bench [-- name…] [--json]: measures what the app promises, and prints a table, or one JSON object a line.
// A bench is a file tests/bench/<name>.bench.mjs; see tests/bench/README.md.
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { inProject } from './paths.mjs';
import { readCommand } from './read-command.mjs';

const folder = inProject('tests', 'bench');
const suffix = '.bench.mjs';

const { names, json } = readChoice();
await ensureInstalled();
const { openContext } = await import('../tests/bench/context.mjs');
const context = openContext();
try {
  const rows = [];
  for (const name of names) {
    const { run } = await import(pathToFileURL(inProject('tests', 'bench', name + suffix)).href);
    for (const row of await run(context)) {
      rows.push({ bench: name, ...row });
      if (json) console.log(JSON.stringify(rows.at(-1)));
    }
  }
  if (!json) printTable(rows);
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
} finally {
  await context.close();
}

function readChoice() {
  const known = readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));
  const usage = `Usage: npm run bench [-- ${known.join(' | ')}] [--json]`;
  const options = { json: { type: 'boolean', default: false } };
  return readCommand(usage, { options, allowPositionals: true }, ({ values, positionals }) => {
    const unknown = positionals.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new Error(`There is no bench '${unknown}'.`);
    return { names: positionals.length > 0 ? positionals : known, json: values.json };
  });
}

function printTable(rows) {
  const lines = [
    ['bench', 'figure', 'value', 'unit', 'ratio', 'against'],
    ...rows.map(({ bench, figure, value, unit, ratio, against }) => [
      bench,
      figure,
      short(value),
      unit,
      ratio === undefined ? '' : short(ratio),
      against ?? '',
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const isNumber = [false, false, true, false, true, false];
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      isNumber[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

function short(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
