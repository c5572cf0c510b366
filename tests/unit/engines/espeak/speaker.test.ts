import { beforeAll, expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../../src/catalog/models';
import type { Speaker, SpokenChunk } from '../../../../src/engines/engine';
import { loadEspeak, type Espeak } from '../../../../src/engines/espeak/espeak';
import { createSpeaker } from '../../../../src/engines/espeak/speaker';
import { readPack } from './packs';

const card = findModel('espeak-ng') as ModelCard;
let espeak: Espeak;
let speaker: Speaker;
beforeAll(async () => {
  espeak = await loadEspeak(readPack);
  speaker = createSpeaker(espeak, card);
});

async function speak(text: string, { voice = 'en-us', speed = 1 } = {}): Promise<SpokenChunk[]> {
  const chunks: SpokenChunk[] = [];
  for await (const chunk of speaker.run({ text, voice, speed })) chunks.push(chunk);
  return chunks;
}

function secondsOf(chunks: readonly SpokenChunk[]): number {
  return chunks.reduce((sum, { samples, sampleRate }) => sum + samples.length / sampleRate, 0);
}

const fox = 'The quick brown fox jumps over the lazy dog and runs into the dark wood.';

test('each sentence is a chunk of mono sound at 22.05 kHz', async () => {
  const text = 'Hello there. How are you?\n\nFine!';
  const chunks = await speak(text);
  expect(chunks.map(({ from, to }) => text.slice(from, to))).toEqual([
    'Hello there.',
    'How are you?',
    'Fine!',
  ]);
  for (const { samples, sampleRate } of chunks) {
    expect(sampleRate).toBe(22050);
    expect(samples.buffer.byteLength).toBe(samples.byteLength);
    expect(Math.max(...samples)).toBeGreaterThan(0.1);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThanOrEqual(1);
  }
});

test('sentence by sentence it takes as long as eSpeak takes for all, pauses included', async () => {
  const text = 'Hello there. General Kenobi! You are a bold one.';
  const whole = espeak.synthesize(text, { voice: 'en-us', wordsPerMinute: 175 });
  expect(secondsOf(await speak(text))).toBeCloseTo(whole.samples.length / whole.sampleRate, 1);
});

test('a sentence ends with its pause, not with the start of the next one', async () => {
  const [first] = await speak('Hello there. General Kenobi.');
  const pause = first?.samples.subarray(-0.2 * 22050) ?? [1];
  expect(Math.max(...pause)).toBeLessThan(0.01);
});

test('words have their places in the whole text and times in their chunk', async () => {
  const text = 'Ja 😀. One of the “cats”—and well-known dogs cost $5.50!';
  const [, chunk] = await speak(text);
  const words = chunk?.words ?? [];
  expect(words.map(({ from, to }) => text.slice(from, to))).toEqual(
    'One of the cats and well-known dogs cost $5.50'.split(' '),
  );
  let before = 0;
  for (const { start, end } of words) {
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThan(start);
    before = end;
  }
  expect(before).toBeLessThanOrEqual(secondsOf(chunk ? [chunk] : []));
});

test.each([
  ['en-us', fox],
  ['en-us', 'Hello there. How are you?'],
  ['de', 'An stillen Morgen flüsterte es an den Steinen entlang, und im Winter schrie es.'],
])('the speed changes the time by exactly as much: %s, ‘%s’', async (voice, text) => {
  const usual = await speak(text, { voice });
  for (const speed of [0.25, 0.5, 1.25, 2, 3, 4]) {
    const chunks = await speak(text, { voice, speed });
    expect(chunks.map(({ samples }) => samples.length)).toEqual(
      usual.map(({ samples }) => Math.round(samples.length / speed)),
    );
  }
});

test('word times follow the speed', async () => {
  const [slow] = await speak(fox, { speed: 0.25 });
  const last = slow?.words.at(-1);
  expect(last?.end).toBeGreaterThan(0.95 * secondsOf(slow ? [slow] : []));
});

test('a variant is another voice, and the plain voice comes back', async () => {
  const [plain] = await speak('Hello.');
  const [female] = await speak('Hello.', { voice: 'en-us+f2' });
  const [again] = await speak('Hello.');
  expect(crossings(female)).toBeGreaterThan(1.15 * crossings(plain));
  expect(crossings(again)).toBeLessThan(1.1 * crossings(plain));
});

/** How often the smoothed sound changes its sign, which a higher voice does more often. */
function crossings(chunk: SpokenChunk | undefined): number {
  const samples = chunk?.samples ?? new Float32Array();
  let low = 0;
  let changes = 0;
  for (const sample of samples) {
    const next = low + 0.03 * (sample - low);
    if (low < 0 !== next < 0) changes++;
    low = next;
  }
  return changes;
}

test('text without words is silent or spoken by its name, and never fails', async () => {
  expect(await speak('')).toEqual([]);
  expect(await speak(' \n\t ')).toEqual([]);
  expect(Math.max(...((await speak('...'))[0]?.samples ?? [1]))).toBeLessThan(0.01);
  for (const text of [
    '—',
    '\u0000\u0001\u001b',
    '\ud800',
    '\u200b\ufeff',
    '🏳️‍🌈',
    ']]',
    '\u202e)(',
  ]) {
    for (const { words } of await speak(text)) expect(words, text).toEqual([]);
  }
});

test('a text without a full stop is spoken whole', async () => {
  const chunks = await speak('word '.repeat(1000));
  expect(chunks.flatMap(({ words }) => words)).toHaveLength(1000);
});

test('an abort stops it before the next sentence', async () => {
  const controller = new AbortController();
  const chunks: SpokenChunk[] = [];
  const run = speaker.run(
    { text: 'One. Two. Three.', voice: 'en-us', speed: 1 },
    { signal: controller.signal },
  );
  const reading = (async () => {
    for await (const chunk of run) {
      chunks.push(chunk);
      controller.abort();
    }
  })();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  expect(chunks).toHaveLength(1);
});

test('nothing is computed ahead of the reader', async () => {
  let sentences = 0;
  const counted: Espeak = {
    ...espeak,
    synthesize(text, options) {
      sentences++;
      return espeak.synthesize(text, options);
    },
  };
  const counting = createSpeaker(counted, card);
  const run = counting
    .run({ text: 'One. Two. Three.', voice: 'en-us', speed: 1 })
    [Symbol.asyncIterator]();
  await run.next();
  await run.return?.();
  expect(sentences).toBe(1);
});

test('the same text gives the same samples, whatever was spoken in between', async () => {
  const [first] = await speak(fox);
  await speak('Etwas anderes.', { voice: 'de' });
  const [again] = await speak(fox);
  expect(again?.samples).toEqual(first?.samples);
});

test('a voice may be called by a name of OpenAI’s', async () => {
  expect(secondsOf(await speak(fox, { voice: 'alloy' }))).toBeGreaterThan(3);
});

test('numbers are words with the author’s place, and pauses are as long as asked', async () => {
  const text = 'It cost $5 million.<break time="1s"/> <lang xml:lang="de">Ja, 3 km.</lang>';
  const chunks = await speak(text);
  const words = chunks.flatMap((chunk) => chunk.words);
  expect(words.map(({ from, to }) => text.slice(from, to))).toEqual([
    'It',
    'cost',
    '$5 million',
    'Ja',
    '3 km',
  ]);
  const [cost, pause, ja] = chunks;
  expect(pause?.samples.length).toBe(22050);
  expect(Math.max(...(pause?.samples ?? [1]))).toBe(0);
  expect(secondsOf(cost ? [cost] : [])).toBeGreaterThan(0.8);
  const german = await speak('Ja, drei Kilometer.', { voice: 'de' });
  expect(ja?.samples.length).toBe(german[0]?.samples.length);
});

test('a text is read in IPA, a word for each of the author’s', async () => {
  const text = 'Dr. Smith paid $5, and left.';
  const { symbols, words, language } = await speaker.read({ text, voice: 'en-us', speed: 1 });
  expect(language).toBe('en-US');
  expect(symbols).toBe('dˈɑːktɚ smˈɪθ pˈeɪd fˈaɪv dˈɑːlɚz, ænd lˈɛft.');
  expect(words.map((word) => [text.slice(word.from, word.to), word.symbols])).toEqual([
    ['Dr.', 'dˈɑːktɚ'],
    ['Smith', 'smˈɪθ'],
    ['paid', 'pˈeɪd'],
    ['$5', 'fˈaɪv dˈɑːlɚz'],
    ['and', 'ænd'],
    ['left', 'lˈɛft'],
  ]);
});

test('a sentence in another language is read by its voice', async () => {
  const text = 'Good morning to all of you. Schönen guten Morgen, liebe Freunde.';
  const asked = { text, voice: 'en-us', speed: 1, language: 'auto' };
  const { words } = await speaker.read(asked);
  expect(words.at(-1)?.symbols).toBe('frˈɔøndə');
});
