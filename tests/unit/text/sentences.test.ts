import { describe, expect, it } from 'vitest';
import { sentences, splitSentences } from '../../../src/text/sentences';
import { randomIndices } from '../../random-indices';
import { expectLinearTime } from './linear-time';

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ from, to }) => text.slice(from, to));
}

/** Each text is the sentences that it must be split into, joined as they stand in it. */
const cases: Record<string, string[]> = {
  'plain sentences': ['He came. ', 'She left! ', 'Did they meet?'],
  'titles and initials': ['Dr. Smith met Mrs. J. R. R. Jones vs. Prof. K. Lee. ', 'They spoke.'],
  'abbreviations with inner dots': [
    'Fruit, e.g. Apples, is sold in the U.S. Market at 5 p.m. daily.',
  ],
  'German abbreviations': ['Das kostet z. B. Geld, d.h. Euro bzw. Cent. ', 'Hr. Maier zahlt.'],
  'numbers with points': [
    'Pi is 3.14159, not 3.2. ',
    'Version 1.2.3 costs $4.50. ',
    'See No. 5 and fig. 7.',
  ],
  'a pronoun at the end': ['Not even I. ', 'Then he left.'],
  'quotes with speech verbs': ['“Stop!” he said. ', '"Why?" she asked, "now?" ', 'He went.'],
  'quotes around sentences': ['He said: “I know.” ', '“Then go.” ', '(He went.) ', 'She stayed.'],
  'three dots and the ellipsis': ['Well... maybe. ', 'Wait… what? ', 'Wait… ', 'What?'],
  'a name with an exclamation mark': ['Yahoo! is a name.'],
  'numbered lists': ['1. First\n', '2. Second\n', '(a) Third'],
  'a line wrapped inside a sentence': [
    'It was a bright\ncold day in April. ',
    'The clocks\r\nwere striking.',
  ],
  'headings and paragraphs': ['Chapter One\n', 'It began.\n\n', 'then it\n\n', 'went on'],
  Chinese: ['他来了。', '「好！」', '她说。', '我走'],
  Japanese: ['今日は。', '元気ですか？', 'はい！'],
  Hindi: ['नमस्ते। ', 'आप कैसे हैं?'],
  addresses: ['Write to a.b@example.com or see www.example.com/a.html now. ', 'Thanks.'],
};

describe('sentences', () => {
  for (const [name, expected] of Object.entries(cases)) {
    it(`knows ${name}`, () => {
      expect(sentencesOf(expected.join(''))).toEqual(expected.map((sentence) => sentence.trim()));
    });
  }

  it('finds nothing in blank text', () => {
    expect(splitSentences(' \n\t\u00a0\n')).toEqual([]);
  });

  it('takes every character that is not blank once, in order', () => {
    const odd = [
      'a',
      'Z',
      '.',
      '!',
      '…',
      ' ',
      '\n',
      '\r\n',
      '“',
      '”',
      '「',
      '」',
      '。',
      '9',
      '🙂',
      'ы',
      '(',
      ')',
    ];
    const random = randomIndices(1);
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: random(3000) }, () => odd[random(odd.length)]).join('');
      const spans = splitSentences(text);
      let end = 0;
      let covered = '';
      for (const { from, to } of spans) {
        if (from < end || to <= from) expect.unreachable(`${JSON.stringify(text)} ${from}–${to}`);
        covered += text.slice(from, to);
        end = to;
      }
      expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });

  it('never cuts a pair of surrogates, however long a text goes on without an end', () => {
    for (const start of ['', 'x']) {
      const text = start + '🙂'.repeat(5000);
      for (const { from, to } of splitSentences(text)) {
        expect(text.slice(from, to)).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
        expect(to - from).toBeLessThanOrEqual(2000);
      }
    }
  });

  it.each([
    'Hello there. ',
    'a',
    ' ',
    '\n',
    '. ',
    '.',
    '"',
    '1. ',
    'A. ',
    '字',
    '「',
    '字。',
    'x\n',
    '🙂',
  ])('reads %j again and again in time that grows with their number', (part) =>
    expectLinearTime(part, (text) => {
      for (const { from, to } of sentences(text)) if (to <= from) expect.unreachable();
    }),
  );

  it('finds the first sentence without reading the rest', () => {
    const text = 'One. '.repeat(200_000);
    const began = performance.now();
    expect(sentences(text).next().value).toEqual({ from: 0, to: 4 });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
