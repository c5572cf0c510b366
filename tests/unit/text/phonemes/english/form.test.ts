import { describe, expect, it, test } from 'vitest';
import { say, sayForm } from './sample-lexicon';

/** Sentences of which one word matters, and how it is said there. */
const homographs: readonly [sentence: string, word: string, said: string][] = [
  ['I read it here.', 'read', 'ɹˈid'],
  ['I visited the city and read it.', 'read', 'ɹˈɛd'],
  ['She has read it.', 'read', 'ɹˈɛd'],
  ['Have you read it?', 'read', 'ɹˈɛd'],
  ['We will read it.', 'read', 'ɹˈid'],
  ['They live in London.', 'live', 'lˈɪv'],
  ['We live here.', 'live', 'lˈɪv'],
  ['It is a live song.', 'live', 'lˈIv'],
  ['The city was live.', 'live', 'lˈIv'],
  ['He will lead.', 'lead', 'lˈid'],
  ['The lead pipe', 'lead', 'lˈɛd'],
  ['It was of lead.', 'lead', 'lˈɛd'],
  ['A good record', 'record', 'ɹˈɛkəɹd'],
  ['They record the song.', 'record', 'ɹəkˈɔɹd'],
  ['Record it here!', 'Record', 'ɹəkˈɔɹd'],
  ['The record is here.', 'record', 'ɹˈɛkəɹd'],
  ['I object to it.', 'object', 'əbʤˈɛkt'],
  ['The object is red.', 'object', 'ˈɑbʤəkt'],
  ['We present the book.', 'present', 'pɹizˈɛnt'],
  ['The present is here.', 'present', 'pɹˈɛzᵊnt'],
  ['What is the use of it?', 'use', 'jˈus'],
  ['They use it.', 'use', 'jˈuz'],
  ['I used to live here.', 'used', 'jˈust'],
  ['It is used to open the box.', 'used', 'jˈuzd'],
  ['I am used to the city.', 'used', 'jˈust'],
  ['I used it.', 'used', 'jˈuzd'],
  ['Close the box.', 'Close', 'klˈOz'],
  ['It is close.', 'close', 'klˈOs'],
  ['The wind is good.', 'wind', 'wˈɪnd'],
  ['Wind up the clock.', 'Wind', 'wˈInd'],
  ['He will tear it.', 'tear', 'tˈɛɹ'],
  ['A tear was here.', 'tear', 'tˈɪɹ'],
  ['He took a bow.', 'bow', 'bˈW'],
  ['A red bow', 'bow', 'bˈO'],
  ['My house is red.', 'house', 'hˈWs'],
  ['We would house the dog.', 'house', 'hˈWz'],
  ['That is no excuse.', 'excuse', 'ɪkskjˈus'],
  ['Excuse me.', 'Excuse', 'ɪkskjˈuz'],
  ['I am content.', 'content', 'kəntˈɛnt'],
  ['The content is good.', 'content', 'kˈɑntɛnt'],
  ['It was a minute ago.', 'minute', 'mˈɪnət'],
  ['The separate books are here.', 'separate', 'sˈɛpəɹət'],
  ['We separate the books.', 'separate', 'sˈɛpəɹˌAt'],
  ['The wound was red.', 'wound', 'wˈund'],
  ['He wound up the clock.', 'wound', 'wˈWnd'],
  ['Is that it? I want that.', 'that', 'ðˈæt'],
  ['The book that he read', 'that', 'ðæt'],
];

test.each(homographs)('%s: %s is %s', (sentence, word, said) => {
  const { symbols, words } = sayForm(sentence);
  const found = words.find(({ from, to }) => sentence.slice(from, to) === word);
  expect(found && symbols.slice(found.start, found.end)).toBe(said);
});

describe('an English text', () => {
  it('has small words as their neighbours ask for', () => {
    expect(say('the apple, the book')).toBe('ði ˈæpᵊl, ðə bˈʊk');
    expect(say('to open, to stop')).toBe('tʊ ˈOpᵊn, tə stˈɑp');
    expect(say('I am in London; she is in.')).toBe('ˌI ɐm ɪn lˈʌndən; ʃi ɪz ˈɪn.');
    expect(say('a book, an hour, a')).toBe('ɐ bˈʊk, ɐn ˈWəɹ, A');
    expect(say('What I am, you can be.')).toBe('<What> ˌI æm, ju kæn bˈi.');
    expect(say('water (the US)')).toBe('wˈɔɾəɹ (ðə jˌuˈɛs)');
  });

  it('stresses capitals', () => {
    expect(say('You and you and YOU')).toBe('jˌu ænd ju ænd jˈu');
    expect(say('London')).toBe('lˈʌndən');
  });

  it('spells acronyms, and says words in capitals', () => {
    expect(say('the BBC, two CDs, e.g. here at 5 p.m.')).toBe(
      'ðə bˌibˌisˈi, tˈu sˌidˈiz, ˌiʤˈi hˈɪɹ æt <5> pˌiˈɛm.',
    );
    expect(say('the US and the IT plan')).toBe('ðə jˌuˈɛs ænd ði ˌItˈi plˈæn');
    expect(say('STOP IT NOW')).toBe('stˈɑp ˈɪt <NOW>');
    expect(say('vitamin A is good')).toBe('<vitamin> ˈA ɪz ɡˈʊd');
  });

  it('puts words together: inflections, owners, compounds', () => {
    expect(say('dogs wanted boxes, carrying waited')).toBe('dˈɔɡz wˈɑntᵻd bˈɑksᵻz, kˈæɹiɪŋ wˈAɾᵻd');
    expect(say("the dog's, the dogs', James's")).toBe('ðə dˈɔɡz, ðə dˈɔɡz, ʤˈAmzᵻz');
    expect(say('blue-eye OpenBook iPhone and/or')).toBe('blˈuˌI ˈOpᵊnbˌʊk ˈIfˌOn ænd ɔɹ');
    expect(say('good-zork')).toBe('ɡˈʊd<zork>');
  });

  it('keeps every word’s place, and the symbols that were given', () => {
    const text = 'The Sotto’s apple';
    const { symbols, words } = sayForm(text, [{ from: 4, to: 9, symbols: 'ˈɑ' }]);
    expect(symbols).toBe('ði ˈɑz ˈæpᵊl');
    expect(
      words.map(({ from, to, start, end }) => [text.slice(from, to), symbols.slice(start, end)]),
    ).toEqual([
      ['The', 'ði'],
      ['Sotto', 'ˈɑ'],
      ['s', 'z'],
      ['apple', 'ˈæpᵊl'],
    ]);
  });

  it('has nothing for nothing', () => {
    expect(sayForm('')).toEqual({ symbols: '', words: [] });
    expect(sayForm(' 😀 ')).toEqual({ symbols: '', words: [] });
  });
});
