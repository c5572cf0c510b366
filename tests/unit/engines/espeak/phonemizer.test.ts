import { beforeAll, describe, expect, it, test } from 'vitest';
import { kokoroSymbols } from '../../../../src/catalog/kokoro-symbols';
import { loadEspeak, type Espeak } from '../../../../src/engines/espeak/espeak';
import { spokenForm } from '../../../../src/engines/espeak/phonemizer';
import { americanWords } from './american-words';
import { readPack } from './packs';

let espeak: Espeak;
beforeAll(async () => {
  espeak = await loadEspeak(readPack);
  const voices = ['en-us', 'en-gb', 'es', 'fr-fr', 'hi', 'it', 'pt-br'];
  await Promise.all(voices.map((voice) => espeak.ensure(voice)));
});

function wordsOf(text: string, language = 'en-US'): string[] {
  const { symbols, words } = spokenForm(espeak, text, language);
  return words.map(({ from, to, start, end }) => {
    return `${text.slice(from, to)}=${symbols.slice(start, end)}`;
  });
}

describe('the spoken form', () => {
  it('keeps the punctuation that Kokoro knows, where it stands', () => {
    expect(
      spokenForm(espeak, '“Hello,” she said (twice); why? No… never—ever!', 'en-US').symbols,
    ).toBe('“həlˈO,” ʃi sˈɛd (twˈIs); wˈI? nˈO… nˈɛvəɹ—ˈɛvəɹ!');
  });

  it('gives each word its symbols, also where eSpeak joins words or makes several of one', () => {
    expect(wordsOf('One of the cats cost $5 in the U.S. Now.')).toEqual([
      'One=wˈʌn',
      'of=ʌv',
      'the=ðə',
      'cats=kˈæts',
      'cost=kˈɔst',
      '$5=dˈɑləɹ fˈIv',
      'in=ɪn',
      'the=ðə',
      'U.S=jˌuˈɛs',
      'Now=nˈW',
    ]);
  });

  it('puts a space between English words that eSpeak runs together, and keeps a French liaison', () => {
    expect(
      spokenForm(espeak, 'one of the dogs in the house', 'en-US').symbols.split(' '),
    ).toHaveLength(7);
    expect(spokenForm(espeak, 'les amis', 'fr-FR').symbols).toBe('lez amˈi');
  });

  it('takes the symbols that were given for a span, and reads the rest', () => {
    const text = 'Hello Sotto, hello Kokoro!';
    const given = [
      { from: 6, to: 11, symbols: 'sˈɑɾO' },
      { from: 19, to: 25, symbols: 'kˈ7OkəɹO' },
    ];
    const { symbols, words } = spokenForm(espeak, text, 'en-US', given);
    expect(symbols).toBe('həlˈO sˈɑɾO, həlˈO kˈOkəɹO!');
    expect(
      words.map(({ from, to, start, end }) => [text.slice(from, to), symbols.slice(start, end)]),
    ).toEqual([
      ['Hello', 'həlˈO'],
      ['Sotto', 'sˈɑɾO'],
      ['hello', 'həlˈO'],
      ['Kokoro', 'kˈOkəɹO'],
    ]);
  });

  it('hears no punctuation in numbers, abbreviations and addresses', () => {
    const { symbols } = spokenForm(
      espeak,
      'Dr. Smith paid $1,234.50, e.g. 3.5% at 10:30 to example.com',
      'en-US',
    );
    expect(symbols.replace(/[^.,:;]/g, '')).toBe(',');
  });

  it('reads British and other voices with their own sounds', () => {
    expect(wordsOf('Go there, grass', 'en-GB')).toEqual(['Go=ɡˌQ', 'there=ðˈɛː', 'grass=ɡɹˈas']);
    expect(wordsOf('Ciao ragazzi', 'it')).toEqual(['Ciao=ʧˈao', 'ragazzi=raɡˈaʦːɪ']);
    expect(spokenForm(espeak, '¿Qué tal? «Bien»', 'es').symbols).toBe('kˈe tˈal? “bjˈen”');
    expect(spokenForm(espeak, 'नमस्ते। आप', 'hi').symbols).toMatch(/^nəmˈʌsteː\. /);
  });

  it('lets emoji, foreign scripts and broken characters vanish', () => {
    expect(wordsOf('cat😀dog 日本 \u0000\ud800 ❤️ fish')).toEqual([
      'cat=kˈæt',
      'dog=dˈɑɡ',
      'fish=fˈɪʃ',
    ]);
    expect(spokenForm(espeak, '😀 日本語', 'en-US')).toEqual({ symbols: '', words: [] });
    expect(spokenForm(espeak, '', 'en-US')).toEqual({ symbols: '', words: [] });
  });

  it('has only symbols of Kokoro, and its words in order, for any text', () => {
    const texts = [
      'A 2 + 2 = 4, C++ & C#; №5 50% 10°C x² π ½ — 5–6/7 24/7 #1 @me a_b a\u00adb ~*`|^',
      'https://example.com/a?b=c&d=1#e john@x.org -5 .5 2024-05-01 1,000,000 £3.20 €5',
      "rock 'n' roll, the dogs' '90s; I'd've; co-op, x-ray; ¡Ñandú! Œuvre straße łódź Привет ξ",
      'of the and the in the to the for the at the of a in a '.repeat(20),
    ];
    for (const language of ['en-US', 'en-GB', 'es', 'fr-FR', 'hi', 'it', 'pt-BR']) {
      for (const text of texts) {
        const { symbols, words } = spokenForm(espeak, text, language);
        expect([...symbols].filter((symbol) => !kokoroSymbols.has(symbol))).toEqual([]);
        expect(symbols).toBe(symbols.trim());
        expect(words.length).toBeGreaterThanOrEqual(10);
        let [place, symbol] = [0, 0];
        for (const { from, to, start, end } of words) {
          expect(from).toBeGreaterThanOrEqual(place);
          expect(to).toBeGreaterThan(from);
          expect(start).toBeGreaterThanOrEqual(symbol);
          expect(end).toBeGreaterThanOrEqual(start);
          [place, symbol] = [to, end];
        }
        expect(symbol).toBeLessThanOrEqual(symbols.length);
        const heard = words.filter(({ start, end }) => end > start).length;
        expect(heard / words.length).toBeGreaterThan(0.9);
      }
    }
  });
});

test('almost half of random American words are as Kokoro was taught, and over 60 % but for stress', () => {
  const unstressed = (symbols: string) => symbols.replace(/[ˈˌ]/g, '');
  const entries = Object.entries(americanWords);
  const read = entries.map(([word]) => spokenForm(espeak, word, 'en-US').symbols);
  const right = entries.filter(([, taught], index) => taught === read[index]);
  const nearly = entries.filter(
    ([, taught], index) => unstressed(taught) === unstressed(read[index] ?? ''),
  );
  expect(right.length / entries.length).toBeGreaterThan(0.45);
  expect(nearly.length / entries.length).toBeGreaterThan(0.6);
});
