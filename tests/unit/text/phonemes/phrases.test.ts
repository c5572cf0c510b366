import { expect, it } from 'vitest';
import { phrases } from '../../../../src/text/phonemes/phrases';

/** Each phrase as its punctuation in angle brackets and its words. */
function shown(text: string): string {
  return phrases(text)
    .map(({ before, words }) => `<${before}>${words.map(({ reading }) => reading).join('|')}`)
    .join('');
}

const cases: Record<string, [text: string, shown: string]> = {
  'keeps Kokoro’s punctuation with its spaces': [
    '“Hi,” he said: (yes) no.',
    '<“>Hi<,” >he|said<: (>yes<) >no<.>',
  ],
  'writes other marks as Kokoro knows them': [
    '«a» b... c -- d - e – f。g！',
    '<“>a<” >b<… >c< — >d< — >e< — >f<.>g<!>',
  ],
  'hears a repeated mark once': ['No!!! What?! Hm....', '<>No<! >What<?! >Hm<…>'],
  'takes the full stop of an abbreviation for no pause': [
    'Dr. Smith, e.g. J. Doe etc., left at 5 p.m.',
    '<>Dr|Smith<, >e.g.|J|Doe|etc<, >left|at|5|p.m.<.>',
  ],
  'has no pause inside a number or an address': [
    '$1,234.50 a.com 10:30',
    '<>$1,234.50|a.com|10:30<>',
  ],
  'reads hyphens and slashes as spaces': ['well-known and/or a_b', '<>well known|and or|a b<>'],
  'leaves the sign of a number and a fraction': ['it is -5 or 1/2', '<>it|is|-5|or|1/2<>'],
  'reads past what cannot be read': ['cat 日本 *dog*', '<>cat|dog<>'],
  'finds nothing in nothing': ['', '<>'],
  'finds only marks where there are no words': [' …! ', '<…!>'],
};

for (const [name, [text, expected]] of Object.entries(cases)) {
  it(name, () => expect(shown(text)).toBe(expected));
}

it('cuts a long phrase, with only a space between', () => {
  const found = phrases('word '.repeat(100));
  expect(found.map(({ words }) => words.length)).toEqual([40, 40, 20, 0]);
  expect(found.map(({ before }) => before)).toEqual(['', ' ', ' ', '']);
});
