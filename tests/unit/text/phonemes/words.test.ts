import { expect, it } from 'vitest';
import { words } from '../../../../src/text/phonemes/words';

const cases: Record<string, [text: string, words: string]> = {
  'leaves out punctuation around words': ['“Well, (hello)…” said—he!', 'Well|hello|said|he'],
  'keeps what holds a word together': [
    "don't l’été well-known and/or example.com U.S. a_b x\u00ady",
    "don't|l’été|well-known|and/or|example.com|U.S|a_b|x\u00ady",
  ],
  'keeps numbers whole': [
    '1,234.50 3.5 10:30 5–6 -5 .5 (-2) 1990s 2024-05-01',
    '1,234.50|3.5|10:30|5–6|-5|.5|-2|1990s|2024-05-01',
  ],
  'takes spoken signs for words or parts of them': [
    '$5 50% & AT&T 2 + 2 = 4 #1 C++ @ me',
    '$5|50%|&|AT&T|2|+|2|=|4|#1|C++|@|me',
  ],
  'leaves out what nobody says': [
    '😀 ❤️ *bold* ==== # - ~ \u0000 \ud800 | cat😀dog',
    'bold|cat|dog',
  ],
  'parts words where a space was forgotten': [
    'yes,no end…then wait...what 1,a',
    'yes|no|end|then|wait|what|1|a',
  ],
  'cuts writing without spaces': ['你好世界。3.5米', '你好|世界|3.5|米'],
  'knows other scripts': ['नमस्ते दुनिया می‌خواهم', 'नमस्ते|दुनिया|می‌خواهم'],
};

for (const [name, [text, expected]] of Object.entries(cases)) {
  it(name, () => {
    const found = words(text).map(({ from, to }) => text.slice(from, to));
    expect(found.join('|')).toBe(expected);
  });
}

it('takes no longer for each character of a long text', () => {
  const start = performance.now();
  for (const text of [
    'a'.repeat(200_000),
    '1,'.repeat(100_000),
    "'-.".repeat(70_000),
    '.5'.repeat(90_000),
  ]) {
    words(text);
  }
  expect(performance.now() - start).toBeLessThan(5000);
});
