// npm run eval:phonemes [-- FOLDER]: how often Sotto says an English word as Kokoro was taught it. FOLDER, or the
// environment's SOTTO_LEXICON, holds misaki's us_gold.json and gb_gold.json (docs/decisions/0011-english-phonemes.md).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, requireNode } from './install.mjs';

requireNode();
const folder = process.argv[2] ?? process.env.SOTTO_LEXICON;
const varieties = [
  { name: 'American', language: 'en-US', variety: 'american', file: 'us_gold.json' },
  { name: 'British', language: 'en-GB', variety: 'british', file: 'gb_gold.json' },
];
const missing = varieties.find(({ file }) => !folder || !existsSync(join(folder, file)));
if (missing) {
  console.log(
    folder
      ? `Skipped: there is no ${missing.file} in ${folder}.`
      : 'Skipped: name a folder with us_gold.json and gb_gold.json, or set SOTTO_LEXICON.',
  );
} else {
  await ensureInstalled();
  await evaluate();
}

async function evaluate() {
  const { openTypeScript } = await import('./typescript.mjs');
  const project = await openTypeScript();
  try {
    const agreement = await project.load('scripts/eval-phonemes/agreement.ts');
    for (const { name, file, ...options } of varieties) {
      const json = readFileSync(join(folder, file), 'utf8');
      for (const { what, words, exact, near } of await agreement.measure(json, options)) {
        console.log(
          `${name.padEnd(9)} ${what.padEnd(52)} ${String(words).padStart(5)} words  ` +
            `exact ${percent(exact / words)}  but for stress ${percent(near / words)}`,
        );
      }
    }
  } finally {
    await project.close();
  }
}

function percent(share) {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}
