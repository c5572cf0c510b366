import { describe, expect, it } from 'vitest';
import { chunks as chunksOfSentences, type Piece as Sized } from '../../../src/text/chunks';
import { sentences, type Span } from '../../../src/text/sentences';
import { randomIndices } from '../../random-indices';

type Piece = Sized & Span;

/** The chunks of a text's sentences; `read` gets spans of the text. */
function chunks(text: string, read: (span: Span) => Promise<Piece>) {
  return chunksOfSentences(sentencesOf(text), ({ at }, { from, to }) =>
    read({ from: at + from, to: at + to }),
  );
}

function* sentencesOf(text: string): Generator<{ text: string; at: number }> {
  for (const { from, to } of sentences(text)) yield { text: text.slice(from, to), at: from };
}

/** About as many tokens as letters, as in English; every text that was read is written down. */
function reader(text: string, tokensPerCharacter = 1) {
  const texts: string[] = [];
  async function read({ from, to }: Span): Promise<Piece> {
    const words = text.slice(from, to);
    texts.push(words);
    return { from, to, tokens: words.replace(/\s+/g, ' ').length * tokensPerCharacter };
  }
  return { read, texts };
}

/** The most tokens of a chunk. */
const most = 440;

type Chunk = { text: string; tokens: number; pieces: Piece[] };

async function chunksOf(text: string, tokensPerCharacter = 1): Promise<Chunk[]> {
  const found: Chunk[] = [];
  for await (const pieces of chunks(text, reader(text, tokensPerCharacter).read)) {
    const sizes = pieces.map((piece) => piece.tokens).filter((size) => size > 0);
    const tokens = sizes.reduce((sum, size) => sum + size, Math.max(0, sizes.length - 1));
    found.push({ text: text.slice(pieces[0]!.from, pieces.at(-1)!.to), tokens, pieces });
  }
  return found;
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '');
}

function expectAllOf(text: string, found: readonly Chunk[]): void {
  const pieces = found.flatMap((chunk) => chunk.pieces);
  for (const [i, piece] of pieces.entries()) {
    expect(piece.from).toBeGreaterThanOrEqual(pieces[i - 1]?.to ?? 0);
  }
  const spoken = pieces.map(({ from, to }) => text.slice(from, to)).join('');
  expect(withoutBlanks(spoken)).toBe(withoutBlanks(text));
}

const paragraph =
  'The old lighthouse had not been lit for thirty years, and nobody in the village expected that it ever would be ' +
  'again. Then, one evening in late October, a light appeared at the top of it. The children saw it first. They ran ' +
  'along the harbour wall, shouting and pointing, until every window in the street was open and every face was ' +
  'turned to the sea.';

describe('chunks', () => {
  it('begins with a clause and goes on with longer chunks', async () => {
    const found = await chunksOf(paragraph);
    expect(found[0]?.text).toBe('The old lighthouse had not been lit for thirty years,');
    expect(found[1]?.text).toMatch(/^and nobody.*again\.$/);
    expect(found[2]?.tokens).toBeGreaterThan(2 * found[0]!.tokens - 20);
    expectAllOf(paragraph, found);
  });

  it('keeps a short text in one piece', async () => {
    expect(
      (await chunksOf(' Hello there, world. How are you? \n')).map(({ text }) => text),
    ).toEqual(['Hello there, world. How are you?']);
  });

  it('speaks no word or two alone when more follows', async () => {
    const found = await chunksOf(`Yes. ${paragraph}`);
    expect(found[0]?.text).toBe('Yes. The old lighthouse had not been lit for thirty years,');
  });

  it('prefers whole sentences once speech is under way', async () => {
    const found = await chunksOf(`${paragraph} `.repeat(10));
    expect(found.length).toBeGreaterThan(10);
    for (const { text, tokens } of found.slice(2)) {
      expect(text).toMatch(/\.$/);
      expect(tokens).toBeGreaterThan(90);
      expect(tokens).toBeLessThanOrEqual(250);
    }
  });

  it('cuts a sentence without clauses between words', async () => {
    const text = 'word '.repeat(200).trim();
    const found = await chunksOf(text);
    expectAllOf(text, found);
    for (const chunk of found) expect(chunk.text).toMatch(/^(word )*word$/);
    expect(found[0]?.tokens).toBeLessThanOrEqual(90);
  });

  it('does not take an abbreviation for the end of a clause', async () => {
    const name =
      'our very old and much respected friend Dr. Smith of the village by the sea and his wife';
    const found = await chunksOf(`He saw ${name}, ${name}, ${name}, ${name}.`);
    for (const { text } of found) expect(text).not.toMatch(/Dr\.$/);
  });

  it('cuts Chinese, Japanese and Thai text without spaces between words', async () => {
    const words = ['北京', 'こんにちは', 'สวัสดี', '世界'];
    for (const word of words) {
      const text = word.repeat(200);
      const found = await chunksOf(text, 4);
      expectAllOf(text, found);
      for (const chunk of found) expect(chunk.tokens).toBeLessThanOrEqual(most);
    }
    const text = '今天天气很好，我们去公园散步吧。'.repeat(20);
    for (const chunk of await chunksOf(text, 4)) expect(chunk.text).toMatch(/[，。]$/);
  });

  it('keeps a long number together, which would be another number in parts', async () => {
    const number = '1234567890'.repeat(3);
    const text = `Call ${number}, please, whenever you find the time for it.`;
    const texts = (await chunksOf(text, 6)).map((chunk) => chunk.text);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((chunk) => chunk.includes(number))).toHaveLength(1);
  });

  it('cuts inside a word when nothing else is left, but not inside a character', async () => {
    for (const unit of ['a', '9', '🙂', '👩‍👩‍👧', 'e\u0301', '\u0301']) {
      const text = unit.repeat(3000);
      const found = await chunksOf(text, 5);
      expectAllOf(text, found);
      for (const chunk of found) {
        expect(chunk.tokens).toBeLessThanOrEqual(most);
        expect(chunk.text).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
        if (unit === 'e\u0301') expect(chunk.text).not.toMatch(/^\u0301/);
      }
    }
  });

  it('takes all of any text, in order and never over the limit', async () => {
    const odd = [
      'a',
      'word',
      'Dr. ',
      '. ',
      ', ',
      '! ',
      ' ',
      '\n\n',
      '“',
      '”',
      '。',
      '，',
      '字',
      '42',
      '—',
      '🙂',
      '(',
      ')',
    ];
    const random = randomIndices(7);
    for (let round = 0; round < 100; round++) {
      const text = Array.from({ length: random(2000) }, () => odd[random(odd.length)]).join('');
      const found = await chunksOf(text, 1 + random(8));
      expectAllOf(text, found);
      for (const chunk of found) expect(chunk.tokens).toBeLessThanOrEqual(most);
    }
  });

  it('speaks a text of 5,000 characters whole', async () => {
    const text = `${paragraph}\n\n`.repeat(16).slice(0, 5000);
    expectAllOf(text, await chunksOf(text));
  });

  it('gives no chunk for blank text', async () => {
    expect(await chunksOf(' \n ')).toEqual([]);
  });

  it('lets what says nothing pass without cutting it', async () => {
    const text = '*** 🙂 ***. '.repeat(100);
    const found = await chunksOf(text, 0);
    expect(found).toHaveLength(1);
    expectAllOf(text, found);
  });

  it('reads no more of a megabyte than the chunks that were asked for', async () => {
    for (const unit of [`${paragraph} `, 'word ', 'a', '字', 'a, ']) {
      const text = unit.repeat(1_000_000 / unit.length);
      const { read, texts } = reader(text);
      const began = performance.now();
      let asked = 0;
      for await (const pieces of chunks(text, read)) {
        expect(pieces.length).toBeGreaterThan(0);
        if (++asked === 3) break;
      }
      expect(performance.now() - began).toBeLessThan(5000);
      expect(texts.join('').length).toBeLessThan(12_000);
    }
  });

  it('goes through a megabyte in time that grows with its length', async () => {
    for (const unit of [`${paragraph} `, 'word ', 'a']) {
      const text = unit.repeat(1_000_000 / unit.length);
      const { read, texts } = reader(text);
      const began = performance.now();
      let to = 0;
      for await (const pieces of chunks(text, read)) to = pieces.at(-1)!.to;
      expect(to).toBe(text.trimEnd().length);
      expect(performance.now() - began).toBeLessThan(60_000);
      expect(texts.join('').length).toBeLessThan(6 * text.length);
    }
  });

  it('begins a chunk with a sentence that stands apart', async () => {
    const apart = [
      { text: 'One.' },
      { text: 'Two.' },
      { text: 'Three.', apart: true },
      { text: '' },
    ];
    const found: number[][] = [];
    const read = async (_: unknown, { to }: Span) => ({ tokens: to });
    for await (const pieces of chunksOfSentences(apart, read))
      found.push(pieces.map(({ tokens }) => tokens));
    expect(found).toEqual([
      [4, 4],
      [6, 0],
    ]);
  });

  it('stops with the reader’s error', async () => {
    const failing = chunks('One. Two.', () => Promise.reject(new Error('no phonemes')));
    await expect(failing.next()).rejects.toThrow('no phonemes');
  });
});
