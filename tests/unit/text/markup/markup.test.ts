import { describe, expect, it } from 'vitest';
import { passages } from '../../../../src/text/markup/markup';
import type { Markup } from '../../../../src/text/markup/spellings';
import { sourceSpan } from '../../../../src/text/traced';

function read(text: string, markup?: Markup) {
  return [...passages(text, markup)];
}

function textOf(text: string, markup?: Markup): string {
  return read(text, markup)
    .map((passage) => passage.text.text)
    .join('|');
}

describe('text that is no markup', () => {
  for (const text of [
    'a < b and b > c',
    'x[3] = y[i]',
    'I <3 you',
    'a List<int> or Map<String, int>',
    'he "recieved" [sic] it',
    'either/or, 1/2, and /usr/local/bin/',
    'AT&T; fish & chips',
    '[link](https://example.com)',
    'if (a<b && c>d) return',
    '<',
    '<<<>>>',
  ]) {
    it(text, () => {
      expect(textOf(text)).toBe(text);
      expect(read(text)[0]?.marks).toEqual([]);
    });
  }
});

describe('markup', () => {
  it('is not taken for any where the text stands as it is', () => {
    expect(textOf('a <b>c</b> [pause:1s]', 'none')).toBe('a <b>c</b> [pause:1s]');
  });

  it('leaves out unknown and unclosed tags', () => {
    expect(textOf('<foo>Hello <b>dear</b> <bar x="1"/>world</baz></foo>')).toBe('Hello dear world');
    expect(textOf('<spell>AB and <emphasis>so on')).toBe('AB and so on');
    expect(read('<spell>AB and so on')[0]?.marks).toEqual([]);
    expect(textOf('<?xml version="1.0"?><!-- no --><speak>Hi</speak>')).toBe('Hi');
  });

  it('makes pauses, which add up', () => {
    const [first, second] = read('One.<break time="300ms"/><break time="1.5s"/> Two.');
    expect(first?.pause).toBe(0);
    expect(second?.pause).toBeCloseTo(1.8);
    expect(read('A [pause:0.25s] B')[1]?.pause).toBe(0.25);
    expect(read('A [pause:5000s] B')[1]?.pause).toBe(60);
    expect(read('A <break strength="none"/> B')).toHaveLength(1);
    expect(read('A <break/>').map(({ pause }) => pause)).toEqual([0, 0.4]);
  });

  it.each([
    ['time="299ms"', 0.2],
    ['time="300ms"', 0.4],
    ["time='449ms'", 0.4],
    ['time="450ms"', 0.5],
    ['time="1.5s"', 0.5],
    ['', 0.2],
    ['strength="weak"', 0.2],
    ['strength="strong"', 0.5],
  ])('takes KugelAudio’s nearest pause for <break %s/>', (attributes, pause) => {
    expect(read(`A<break ${attributes}/>B`, 'kugelaudio')[1]?.pause).toBe(pause);
  });

  it('does not read a command that makes no sense', () => {
    expect(textOf('A[pause:soon] [rate:-1]B')).toBe('A B');
  });

  it('changes the pace', () => {
    const rates = (text: string, markup?: Markup) => read(text, markup).map(({ rate }) => rate);
    expect(rates('a <prosody rate="slow">b</prosody> c')).toEqual([1, 0.8, 1]);
    expect(rates('<prosody rate="+20%">b</prosody><prosody rate="50%">c</prosody>')).toEqual([
      1.2, 0.5,
    ]);
    expect(rates('<prosody rate="3">b</prosody>', 'kugelaudio')).toEqual([1.2]);
    expect(rates('a [rate:1.5] b [rate:1] c')).toEqual([1, 1.5, 1]);
    expect(read('<prosody rate="fast">b</prosody>', 'kugelaudio')[0]?.absolute).toBe(true);
  });

  it('changes voice and language', () => {
    const [a, b, c] = read('x <voice name="am_adam">y</voice> <lang xml:lang="fr-FR">z</lang>');
    expect([a?.voice, b?.voice, c?.language]).toEqual([undefined, 'am_adam', 'fr-FR']);
    expect(read('x [voice:bf_emma] y').map(({ voice }) => voice)).toEqual([undefined, 'bf_emma']);
  });

  it('marks words with a pronunciation', () => {
    const text =
      'In [Worcester](/wʊstər/), <phoneme alphabet="ipa" ph="təˈmɑːtəʊ">tomato</phoneme> or /nuˈkiː/.';
    const [passage] = read(text);
    expect(passage?.text.text).toBe('In Worcester, tomato or nuˈkiː.');
    expect(passage?.marks.map(({ from, to }) => passage.text.text.slice(from, to))).toEqual([
      'Worcester',
      'tomato',
      'nuˈkiː',
    ]);
    const spans = passage?.marks.map(({ from, to }) => sourceSpan(passage.text, from, to));
    expect(spans?.map(({ from, to }) => text.slice(from, to))).toEqual([
      'Worcester',
      'tomato',
      'nuˈkiː',
    ]);
  });

  it('spells, and says something instead', () => {
    const text = '<spell group="3">AB12</spell> <sub alias="World Wide Web">WWW</sub>';
    const [passage] = read(text);
    expect(passage?.marks).toEqual([{ from: 0, to: 4, as: 'spell', group: 3 }]);
    expect(passage?.text.text).toBe('AB12 World Wide Web');
    const from = text.indexOf('WWW');
    expect(sourceSpan(passage!.text, 5, 9)).toEqual({ from, to: from + 3 });
  });

  it('knows entities', () => {
    const [passage] = read('R&amp;D &#8364;5');
    expect(passage?.text.text).toBe('R&D €5');
    expect(sourceSpan(passage!.text, 1, 2)).toEqual({ from: 1, to: 6 });
  });

  it('ends sentences at paragraphs', () => {
    expect(textOf('<p>One</p><p>Two</p>')).toBe('One\n|Two\n');
  });
});
