import { beforeAll, describe, expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../../src/catalog/models';
import type { ReadingOptions } from '../../../../src/engines/engine';
import { loadEspeak, type Espeak } from '../../../../src/engines/espeak/espeak';
import { createSpeaker } from '../../../../src/engines/espeak/speaker';
import { readPack } from './packs';

let espeak: Espeak;
beforeAll(async () => {
  espeak = await loadEspeak(readPack);
});

const card = findModel('espeak-ng') as ModelCard;

async function speak(text: string, options: ReadingOptions = {}) {
  const chunks = [];
  const utterance = { text, voice: 'en-us', speed: 1, ...options };
  for await (const chunk of createSpeaker(espeak, card).run(utterance)) chunks.push(chunk);
  return chunks;
}

/** Words, and how dictionaries write them in IPA. */
const transcriptions: Record<string, Record<string, string>> = {
  'en-us': {
    world: 'wɜrld',
    guitar: 'ɡɪˈtɑːr',
    near: 'nɪr',
    water: 'ˈwɔːtɚ',
    church: 't͡ʃɝt͡ʃ',
    vision: '/ˈvɪʒən/',
    boat: 'bəʊt',
    thing: 'θɪŋ',
    hello: "hə'ləʊ",
  },
  'en-gb': { car: 'kɑː', lot: 'lɒt', home: 'həʊm', nurse: 'nɜːs', near: 'nɪə' },
  de: {
    schön: 'ʃøːn',
    Haus: 'haʊ̯s',
    Buch: 'buːx',
    Straße: 'ˈʃtʁaːsə',
    Kaiser: 'ˈkaɪ̯zɐ',
    Feuer: 'ˈfɔʏ̯ɐ',
    Zeit: 't͡saɪ̯t',
    müde: 'ˈmyːdə',
  },
  'fr-fr': {
    bonjour: 'bɔ̃ʒuʁ',
    voix: 'vwa',
    chien: 'ʃjɛ̃',
    deux: 'dø',
    lune: 'lyn',
    nuit: 'nɥi',
    seul: 'sœl',
  },
};

describe.each(Object.entries(transcriptions))('in %s', (voice, words) => {
  test('a word with the IPA of another sounds as that word, to the sample', async () => {
    await espeak.ensure(voice);
    for (const [word, ipa] of Object.entries(words)) {
      const { mnemonics } = espeak.readIpa(ipa, voice)!;
      const given = [{ from: 0, to: 1, mnemonics }];
      const said = espeak.synthesize('x', { voice, wordsPerMinute: 175, given });
      const { samples } = espeak.synthesize(word, { voice, wordsPerMinute: 175 });
      expect(said.samples.length, `${word}: ${mnemonics}`).toBe(samples.length);
      expect(
        said.samples.every((sample, i) => sample === samples[i]),
        word,
      ).toBe(true);
      expect(said.words).toMatchObject([{ at: 0 }]);
    }
  });
});

test.each([
  ['perro', 'ˈpero'],
  ['pero', 'ˈpeɾo'],
  ['niño', 'ˈniɲo'],
  ['llave', 'ˈʎaβe'],
  ['jamón', 'xaˈmon'],
  ['cielo', 'ˈθjelo'],
  ['dedo', 'ˈdeðo'],
])('in Spanish, ‘%s’ has the same sounds as /%s/', async (word, ipa) => {
  // Its unstressed vowels are a trifle shorter at the end of a word that eSpeak reads itself.
  await espeak.ensure('es');
  expect(espeak.readIpa(ipa, 'es')?.ipa).toBe(espeak.phonemize(word, 'es').replaceAll('^', ''));
});

test('sounds that a voice lacks are its nearest, and what is no IPA is not taken for it', async () => {
  await Promise.all(['en-us', 'fr-fr', 'de'].map((voice) => espeak.ensure(voice)));
  const said = (ipa: string, voice: string) => espeak.readIpa(ipa, voice)?.ipa;
  expect(said('ˈnyːs', 'en-us')).toBe(said('ˈniːs', 'en-us')?.replace('iː', 'i'));
  expect(said('ɸat', 'fr-fr')).toBe('fˈat');
  expect(said('ˈmuːɲa', 'de')).toBe('mˈuːɲa');
  for (const nothing of ['', ' ', '[]', '他', 'ma˥', 'constructor!', '12']) {
    expect(said(nothing, 'en-us'), nothing).toBeUndefined();
  }
});

describe('in a text', () => {
  const spellings: [string, string, ReadingOptions?][] = [
    ['inline', 'I say /ˈwɔːtɚ/ now.'],
    ['with the word', 'I say [gravy](/ˈwɔːtɚ/) now.'],
    ['in SSML', 'I say <phoneme alphabet="ipa" ph="ˈwɔːtɚ">gravy</phoneme> now.'],
    ['in a dictionary', 'I say gravy now.', { dictionary: [{ word: 'gravy', ipa: 'ˈwɔːtɚ' }] }],
  ];

  test.each(spellings)('%s', async (_, text, options) => {
    const [usual] = await speak('I say water now.');
    const [chunk] = await speak(text, options);
    expect(chunk!.samples.length).toBe(usual!.samples.length);
    const said = chunk!.words.map(({ from, to }) => text.slice(from, to));
    expect(said.map((word) => word.replace('ˈwɔːtɚ', 'gravy'))).toEqual(
      'I say gravy now'.split(' '),
    );
    const times = (words: typeof chunk) => words!.words.map(({ start, end }) => [start, end]);
    expect(times(chunk)).toEqual(times(usual));
    const { symbols } = await createSpeaker(espeak, card).read({
      text,
      voice: 'en-us',
      speed: 1,
      ...options,
    });
    expect(symbols).toBe('aɪ sˈeɪ wˈɔːtɚ nˈaʊ.');
  });

  test('what looks like markup of eSpeak’s beside it is text, and the places hold', async () => {
    const text = '“[gravy](/ˈwɔːtɚ/)” & 3 < 4 [[h@l0]] <b>x</b> 😀 [it](/wɜrld/). ok';
    const chunks = await speak(text, { markup: 'any' });
    const words = chunks.flatMap((chunk) =>
      chunk.words.map(({ from, to }) => text.slice(from, to)),
    );
    expect(words).toEqual(['gravy', '&', '3', '<', '4', 'h', '@', 'l', '0', 'x', 'it', 'ok']);
    const plain = await speak('“water” and 3 less than 4 h at l 0 x world. ok');
    expect(chunks.length).toBe(plain.length);
  });

  test('where the voice has no such sounds, the word is said as it is written', async () => {
    const [usual] = await speak('I say gravy now.');
    const [chunk] = await speak('I say [gravy](/他/) now.');
    expect(chunk?.samples).toEqual(usual?.samples);
  });
});
