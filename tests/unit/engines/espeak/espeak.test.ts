import { beforeAll, expect, test } from 'vitest';
import { espeakVoices } from '../../../../src/catalog/espeak-voices';
import { loadEspeak, type Espeak } from '../../../../src/engines/espeak/espeak';
import { readPack } from './packs';

let espeak: Espeak;
beforeAll(async () => {
  espeak = await loadEspeak(readPack);
  await Promise.all(['en-us', 'en-gb', 'de'].map((voice) => espeak.ensure(voice)));
});

const americanly = { voice: 'en-us', wordsPerMinute: 175 };

test('sounds of several letters are tied, and words that run together stay together', () => {
  expect(espeak.phonemize('Boys choose one of the houses.', 'en-us')).toBe(
    'bˈɔ^ɪz t^ʃˈuːz wˈʌn ʌvðə hˈa^ʊzᵻz',
  );
  expect(espeak.phonemize('go there', 'en-gb')).toBe('ɡˌə^ʊ ðˈe^ə');
});

test('words in another language leave no mark in the phonemes', () => {
  expect(espeak.phonemize('Das Weekend in New York', 'de')).not.toMatch(/[()_|]/);
});

test('a language is added at run time, with one file, and none is read twice', async () => {
  const asked: string[] = [];
  const own = await loadEspeak((name) => {
    asked.push(name.replace(/-.*/, ''));
    return readPack(name);
  });
  expect(asked).toEqual(['index', 'core']);
  await Promise.all([own.ensure('de'), own.ensure('de+f2'), own.ensure('en-us')]);
  expect(asked.sort()).toEqual(['core', 'de', 'en', 'index']);
  expect(own.phonemize('Grüße', 'de')).toBe('ɡɾˈyːsə');
});

test('a pack that could not be read is asked for again', async () => {
  let online = true;
  const own = await loadEspeak((name) =>
    online ? readPack(name) : Promise.reject(new Error('offline')),
  );
  online = false;
  await expect(own.ensure('en-us')).rejects.toThrow('offline');
  online = true;
  await own.ensure('en-us');
  expect(own.phonemize('cat', 'en-us')).toBe('kˈæt');
});

test('voices that are unknown or not ready are refused by their name', async () => {
  await expect(espeak.ensure('xx')).rejects.toMatchObject({
    code: 'unknown_voice',
    message: "eSpeak NG has no voice 'xx'.",
  });
  expect(() => espeak.phonemize('cat', 'xx')).toThrow("no voice 'xx'");
  expect(() => espeak.phonemize('chat', 'fr-fr')).toThrow("'fr-fr' was not made ready");
  expect(espeak.phonemize('cat', 'en-us')).toBe('kˈæt');
});

test('every voice of the catalog reads its digits or letters aloud', async () => {
  const own = await loadEspeak(readPack);
  for (const { id } of espeakVoices) {
    await own.ensure(id);
    expect(own.phonemize('a 1 o', id), id).not.toBe('');
    const { samples } = own.synthesize('a', { voice: id, wordsPerMinute: 175 });
    expect(Math.max(...samples), id).toBeGreaterThan(0.02);
  }
});

test('markup, phoneme input and commands to eSpeak are text', () => {
  const length = (text: string) => espeak.synthesize(text, americanly).samples.length;
  expect(espeak.phonemize('[[fOks]]', 'en-us')).not.toContain('fˈɑːks');
  expect(length('<break time="9s"/>')).toBeLessThan(6 * 22050);
  expect(length('<b>cat</b>')).toBeGreaterThan(2 * length('cat'));
  expect(length('cat &amp; dog')).toBeGreaterThan(length('cat & dog'));
  // U+0001 and a letter would change eSpeak's rate for good.
  expect(length('\u000120S one two three')).toBeLessThan(1.7 * length('20 S one two three'));
  const before = espeak.phonemize('one two', 'en-us');
  expect(espeak.phonemize('one\0two', 'en-us')).toBe(before);
});

test('where a word stands is told in UTF-16 units behind characters beyond the basic plane', () => {
  const text = 'Çà 😀 𝒳 naïve \ud83d cat';
  const { words } = espeak.synthesize(text, americanly);
  const places = words.map(({ at }) => at);
  expect(places).toContain(text.indexOf('naïve'));
  expect(places.at(-1)).toBe(text.indexOf('cat'));
});

test('word times are in order and within the sound', () => {
  const { samples, sampleRate, words } = espeak.synthesize('One, two. Three', americanly);
  const [one, two, three] = words;
  expect(words).toHaveLength(3);
  expect(one?.end).toBeLessThan((two?.start ?? 0) - 0.05);
  expect(two?.end).toBeLessThan((three?.start ?? 0) - 0.15);
  expect(three?.end).toBeLessThanOrEqual(samples.length / sampleRate);
  expect(sampleRate).toBe(22050);
});

test('the same text gives the same sounds, whatever was said before it', async () => {
  const texts = ['alpha beta 12 ', 'one '.repeat(400), 'Grüße 😀 of the '.repeat(80)];
  const voices = ['en-us', 'de', 'en-gb+f2'];
  const say = (voice: string, text: string) => ({
    phonemes: espeak.phonemize(text, voice),
    samples: espeak.synthesize(text.slice(0, 60), { voice, wordsPerMinute: 175 }).samples,
  });
  const all = voices.flatMap((voice) => texts.map((text) => [voice, text] as const));
  const first = all.map(([voice, text]) => say(voice, text));
  const again = all.toReversed().map(([voice, text]) => say(voice, text));
  expect(again.toReversed()).toEqual(first);
  for (const [index, text] of texts.entries()) {
    const reading = first[index]?.phonemes ?? '';
    expect(new Set(reading.split(' ')).size, reading).toBeLessThanOrEqual(text.split(' ').length);
  }
});
