import { describe, expect, it, vi } from 'vitest';
import { knownLanguages } from '../../../src/text/normalise/languages/table';
import { script, type Saying } from '../../../src/text/script';
import type { Span } from '../../../src/text/sentences';
import { sourceSpan } from '../../../src/text/traced';
import { randomIndices } from '../../random-indices';
import { expectLinearTime } from './linear-time';

/** One block of each script, and what rules and markup are made of. */
const blocks: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x5d0, 0x5ea],
  [0x600, 0x6ff],
  [0x900, 0x97f],
  [0x980, 0x9ff],
  [0xb80, 0xbff],
  [0xe00, 0xe5b],
  [0x10d0, 0x10ff],
  [0x1200, 0x137f],
  [0x2000, 0x206f],
  [0x20a0, 0x20bf],
  [0x2150, 0x218f],
  [0x2200, 0x22ff],
  [0x3040, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd800, 0xdfff],
  [0xff00, 0xff5e],
  [0x1f300, 0x1f6ff],
];
const odd = [
  '1',
  '23',
  '4,567',
  '8.9',
  '-',
  '–',
  '$',
  '€5',
  '%',
  ' km',
  '½',
  ':30',
  '/',
  '@',
  '#',
  '://',
  'www.',
  '.com',
  'Dr. ',
  'IV',
  '<break/>',
  '<p>',
  '</p>',
  '<spell>',
  '</spell>',
  '[a](/b/)',
  '[pause:1s]',
  '&amp;',
  '**',
  '\n- ',
  '\n\n',
  '. ',
  '|',
];

function randomText(random: (below: number) => number): string {
  let text = '';
  for (let length = random(40); length > 0; length--) {
    if (random(3) === 0) text += odd[random(odd.length)];
    else {
      const [first, last] = blocks[random(blocks.length)] ?? [32, 126];
      const code = first + random(last - first + 1);
      text += code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
    }
  }
  return text;
}

async function read(text: string, language: string): Promise<Saying[]> {
  const sayings: Saying[] = [];
  for await (const saying of script(text, { language })) sayings.push(saying);
  return sayings;
}

/** Each sentence's edits are looked at on their way through the pipeline. */
vi.mock(import('../../../src/text/normalise/normalise'), async (original) => {
  const { normalise, ...rest } = await original();
  return {
    ...rest,
    normalise: async (text: string, language: string) => {
      const edits = await normalise(text, language);
      expectInOrder(edits, text, language);
      return edits;
    },
  };
});

/** Without `expect`, which takes longer than the pipeline. */
function expectInOrder(edits: readonly Span[], text: string, language: string): void {
  let at = 0;
  for (const { from, to } of edits) {
    if (from < at || to <= from || to > text.length)
      expect.unreachable(`${language}: ${JSON.stringify(text)} ${from}–${to} behind ${at}`);
    at = to;
  }
}

it('of 20,000 random texts of every script, each edit is inside the text, in order and without overlaps, and each character that is said comes from the text, in its order', async () => {
  const rounds = 20_000;
  const random = randomIndices(13);
  for (let round = 0; round < rounds; round++) {
    const text = randomText(random);
    const language = knownLanguages[Math.floor((round * knownLanguages.length) / rounds)] ?? 'en';
    let reached = 0;
    for (const { said, pronunciations } of await read(text, language)) {
      for (let at = 0; at < said.text.length; at++) {
        const { from, to } = sourceSpan(said, at, at + 1);
        const inside = from >= 0 && to >= from && to <= text.length && to >= reached;
        if (!inside) expect.unreachable(`${language}: ${JSON.stringify(text)} at ${at}`);
        reached = Math.max(reached, from);
      }
      for (const { from, to } of pronunciations)
        if (from >= to || to > said.text.length)
          expect.unreachable(`${language}: ${JSON.stringify(text)} ${from}–${to}`);
    }
  }
});

describe('nothing is lost', () => {
  it('of words that are no numbers, signs or markup', async () => {
    const words = [
      'lorem',
      'Ipsum',
      'straße',
      'éléphant',
      'мир',
      'नमस्ते',
      '世界',
      'ありがとう',
      'don’t',
      'well-known',
    ];
    const random = randomIndices(17);
    for (let round = 0; round < 1000; round++) {
      const chosen = Array.from(
        { length: 1 + random(60) },
        () => words[random(words.length)] ?? '',
      );
      const text = chosen.map((word) => word + [' ', '. ', ', ', '\n', '? '][random(5)]).join('');
      const said = (await read(text, 'en-US')).map((saying) => saying.said.text).join(' ');
      expect(said.match(/[\p{L}\p{M}’-]+/gu)).toEqual(text.match(/[\p{L}\p{M}’-]+/gu));
    }
  });
});

describe('the time grows with the text', () => {
  const unit =
    'Dr. Smith paid $1,234.50 on 3/4/2026 at 5:30pm, see https://example.com/a?b=1. He <b>ran</b> 5 km to [it](/ɪt/).\n- 10–12 people\n';

  it.each([
    ['sentences', unit],
    ['tags that are not closed', '<prosody rate="slow"><p>a '],
    ['pronunciations', '[a](/b/) '],
    ['digits', '1'],
    ['numbers', '1,'],
    ['brackets', '[<('],
    ['stars', '*a* _b_ '],
  ])('of %s', (_, part) =>
    expectLinearTime(part, async (text) => {
      for await (const saying of script(text, { language: 'en-US' })) {
        if (saying.pause !== 0) expect.unreachable(text);
      }
    }),
  );
});
