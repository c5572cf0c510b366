import { describe, expect, it } from 'vitest';
import { stemsOf } from '../../../../../src/text/phonemes/english/stems';
import { withEd, withIng, withS } from '../../../../../src/text/phonemes/english/suffixes';

describe('suffixes', () => {
  it('-s is as voiced as what it follows, and a syllable behind hisses', () => {
    const forms = ['kˈæt', 'dˈɔɡ', 'bˈɑks', 'ʤˈʌʤ', 'dˈA'].map((stem) => withS(stem, 'american'));
    expect(forms).toEqual(['kˈæts', 'dˈɔɡz', 'bˈɑksᵻz', 'ʤˈʌʤᵻz', 'dˈAz']);
    expect(withS('bˈɒks', 'british')).toBe('bˈɒksɪz');
  });

  it('-ed is t, d or a syllable, with the American flap', () => {
    const american = (stem: string, spelling: string) => withEd(stem, spelling, 'american');
    expect(american('hˈOp', 'hope')).toBe('hˈOpt');
    expect(american('kˈɔl', 'call')).toBe('kˈɔld');
    expect(american('wˈAt', 'wait')).toBe('wˈAɾᵻd');
    expect(american('wˈɑnt', 'want')).toBe('wˈɑntᵻd');
    expect(american('nˈid', 'need')).toBe('nˈidᵻd');
    expect(american('sˈɛpəɹət', 'separate')).toBe('sˈɛpəɹˌAɾᵻd');
    expect(withEd('wˈAt', 'wait', 'british')).toBe('wˈAtɪd');
    expect(withEd('hˈʌɹi', 'hurry', 'british')).toBe('hˈʌɹɪd');
  });

  it('-ing flaps an American t and lets a British r be heard', () => {
    expect(withIng('vˈɪzɪt', 'visit', 'american')).toBe('vˈɪzɪɾɪŋ');
    expect(withIng('vˈɪzɪt', 'visit', 'british')).toBe('vˈɪzɪtɪŋ');
    expect(withIng('stˈɑː', 'star', 'british')).toBe('stˈɑːɹɪŋ');
    expect(withIng('dɹˈɔː', 'draw', 'british')).toBe('dɹˈɔːɪŋ');
    expect(withIng('hˈandᵊl', 'handle', 'british')).toBe('hˈandlɪŋ');
    expect(withIng('tˈʌnᵊl', 'tunnel', 'british')).toBe('tˈʌnᵊlɪŋ');
  });

  it('are found by the spelling, the likeliest stem first', () => {
    const first = (word: string) => stemsOf(word)[0]?.stem;
    const words = 'hoping hopping calling planned carried cities boxes visited dying raging dogs';
    expect(words.split(' ').map(first)).toEqual(
      'hope hopp call plann carry city boxe visit dy rage dog'.split(' '),
    );
    expect(stemsOf('hopping').map(({ stem }) => stem)).toContain('hop');
    expect(stemsOf('boxes').map(({ stem }) => stem)).toContain('box');
    expect(stemsOf('dying').map(({ stem }) => stem)).toContain('die');
    for (const word of ['boss', 'red', 'ring', 's', 'ed', 'cat', '']) {
      expect(stemsOf(word).filter(({ stem }) => stem.length < 2)).toEqual([]);
    }
    expect(stemsOf('boss')).toEqual([]);
  });
});
