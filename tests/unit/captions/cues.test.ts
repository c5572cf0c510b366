import { describe, expect, test } from 'vitest';
import { cuesOf, type Cue } from '../../../src/captions/cues';
import { columns } from '../../../src/captions/lines';
import { said } from './said';

const story =
  'The keeper of the light had lived on the rock for thirty years, and he knew every voice of the sea. ' +
  'On quiet mornings it whispered along the stones, and in winter it shouted until the windows shook. ' +
  'He wrote it all down in a thick book, so that whoever came after him would know what to expect, ' +
  'and would not be afraid.';

const shown = (cues: readonly Cue[]) => cues.map(({ lines }) => lines.join(' ')).join(' ');

test('a sentence that fits is one cue; a long one is cut where its parts end', () => {
  const cues = cuesOf(story, said(story));
  expect(cues.map(({ lines }) => lines)).toEqual([
    ['The keeper of the light had lived', 'on the rock for thirty years,'],
    ['and he knew every voice of the sea.'],
    ['On quiet mornings it', 'whispered along the stones,'],
    ['and in winter it shouted', 'until the windows shook.'],
    ['He wrote it all down in a thick book,'],
    ['so that whoever came after him would know', 'what to expect, and would not be afraid.'],
  ]);
});

test('words come when they are said: a cue begins with its first word', () => {
  const words = said(story);
  for (const { from, to, start, end } of cuesOf(story, words)) {
    expect(words.find((word) => word.from === from)?.start).toBe(start);
    expect(words.find((word) => word.to === to)?.end).toBeLessThanOrEqual(end);
  }
});

describe.each([
  ['a story', story],
  ['a dialogue', '“No!” — “Yes.” “Why?” he asked (quietly). “Because.” Oh. Oh! I see… Do you?'],
  ['one endless sentence', 'word '.repeat(400)],
  ['long words', `${'Donaudampfschifffahrtsgesellschaftskapitänsmützen '.repeat(9)}.`],
  ['many short sentences', 'Go. No. So. '.repeat(60)],
  [
    'a list',
    'Buy:\n- milk\n- bread (fresh)\n- 2.5 kg of apples\n\nThen call me@home.org at 5:30 pm.',
  ],
])('the cues of %s', (_name, text) => {
  test.each([0.02, 0.07, 0.3])('at %f s for a letter keep the rules', (letter) => {
    const words = said(text, letter);
    const cues = cuesOf(text, words);
    const byFrom = new Map(words.map((word, index) => [word.from, index]));
    let before = 0;
    for (const [index, { start, end, lines, from, to }] of cues.entries()) {
      const first = byFrom.get(from) ?? Number.NaN;
      const last = words.findIndex((word) => word.to === to);
      const several = last > first;
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) {
        expect(line).toBe(line.trim());
        expect(line === '' || columns(line) <= 42 || !/\s/.test(line), line).toBe(true);
      }
      expect(start).toBeGreaterThanOrEqual(before);
      expect(end).toBeGreaterThan(start);
      expect(end - start).toBeLessThanOrEqual(7.0001);
      if (several) expect(words[last]!.end - start).toBeLessThanOrEqual(7);
      const next = cues[index + 1];
      // A shorter one only where the next one comes sooner.
      if (end - start < 0.999) expect(next?.start).toBe(end);
      before = end;
    }
  });

  test('show all of the text, in order', () => {
    const letters = (some: string) => some.replace(/\s+/g, '');
    expect(letters(shown(cuesOf(text, said(text))))).toBe(letters(text));
  });

  test('end with a sentence before they go on to the next, where both can be read', () => {
    const cues = cuesOf(text, said(text, 0.2));
    for (const { lines } of cues) {
      const inside = lines.join(' ').slice(0, -3);
      const short = columns(inside) < 16;
      expect(short || !/\p{L}{3}[.!?]\s/u.test(inside), inside).toBe(true);
    }
  });
});

test('a word that is said in several, or in parts, stands in its cue once, as it was written', () => {
  const text = 'It costs $5, or 5-6 if you’re late.';
  const [it, costs, five, or, range] = [0, 3, 9, 13, 16].map((from) => ({ from }));
  const words = [
    { ...it!, to: 2, start: 0, end: 0.2 },
    { ...costs!, to: 8, start: 0.2, end: 0.6 },
    { ...five!, to: 11, start: 0.6, end: 0.9 },
    { ...five!, to: 11, start: 0.9, end: 1.4 },
    { ...or!, to: 15, start: 1.5, end: 1.6 },
    { ...range!, to: 17, start: 1.6, end: 1.9 },
    { from: 18, to: 19, start: 1.9, end: 2.3 },
    { from: 20, to: 22, start: 2.3, end: 2.4 },
    { from: 23, to: 29, start: 2.4, end: 2.6 },
    { from: 30, to: 34, start: 2.6, end: 3 },
  ];
  expect(cuesOf(text, words)).toEqual([{ from: 0, to: 34, start: 0, end: 3, lines: [text] }]);
});

test('a language without spaces is cut between words, by its double width', () => {
  const text = '昔々、ある所に、お爺さんとお婆さんが住んでいました。「山へ行く」と言いました。';
  const segments = new Intl.Segmenter('ja', { granularity: 'word' }).segment(text);
  let now = 0;
  const words = [...segments].flatMap(({ segment, index, isWordLike }) =>
    isWordLike ? [{ from: index, to: index + segment.length, start: now, end: (now += 0.25) }] : [],
  );
  const cues = cuesOf(text, words);
  expect(shown(cues).replaceAll(' ', '')).toBe(text);
  for (const line of cues.flatMap(({ lines }) => lines))
    expect(line.length).toBeLessThanOrEqual(21);
  expect(cues.at(-1)?.lines.join('')).toMatch(/^「山へ行く」/);
});

test('a pause parts two cues, and markup is not shown', () => {
  const text =
    'Wait for it [pause:4s] now <break time="1s"/> and [here](/hɪə/) [voice:am_adam]it is.';
  const at = (word: string, start: number) => {
    const from = text.indexOf(word);
    return { from, to: from + word.length, start, end: start + 0.3 };
  };
  const words = [at('Wait', 0), at('for', 0.3), at('it', 0.6), at('now', 5)];
  words.push(at('and', 6.5), at('here', 6.8), at('it is', 7.1));
  const cues = cuesOf(text, words);
  expect(cues.map(({ lines }) => lines.join(' '))).toEqual([
    'Wait for it',
    'now',
    'and here it is.',
  ]);
});

test('nothing said gives no cue', () => {
  expect(cuesOf('…', [])).toEqual([]);
});

test('the cues of two hours are made in a moment, in time that grows with the text', () => {
  const text = `${story} `.repeat(300);
  const words = said(text);
  expect(words.length).toBeGreaterThan(17_000);
  expect(cuesOf(text, words).length).toBeGreaterThan(1500);
});
