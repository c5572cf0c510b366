import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/text/normalise/normalise';
import { fold, said, type TextCase } from '../../text-cases/read';

const folder = new URL('../../text-cases/', import.meta.url);

describe('a careful reader says', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const language = file.replace('.json', '');
    const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as TextCase[];
    describe(language, () => {
      for (const { text, say, rule, ...given } of cases) {
        const tag = given.language ?? language;
        it(`${text} (${given.class}, ${tag}: ${rule})`, async () => {
          expect(fold(said(text, await normalise(text, tag)))).toBe(fold(say));
        });
      }
    });
  }
});
