import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../../../../src/text/phonemes/english/lexicon';
import { sampleJson } from './sample-lexicon';

describe('a lexicon', () => {
  it('finds every word as it was written, and no other', () => {
    const lexicon = readLexicon(sampleJson);
    const all = Object.entries(JSON.parse(sampleJson) as Record<string, unknown>);
    expect(lexicon.size).toBe(all.length);
    for (const [word, entry] of all) expect(lexicon.find(word)).toEqual(entry);
    for (const word of ['', 'on', 'One', 'onee', 'zzz', '\u0000', 'one\tw', 'constructor', '{']) {
      expect(lexicon.find(word)).toEqual(all.find(([known]) => known === word)?.[1]);
    }
  });

  it('finds nothing in an empty one', () => {
    expect(readLexicon('{}').find('one')).toBeUndefined();
  });

  it('is refused when it is something else', () => {
    expect(() => readLexicon('[]')).toThrow('JSON object');
    expect(() => readLexicon('{"one": 1}')).toThrow("'one'");
    expect(() => readLexicon('{"one": {"NOUN": 1}}')).toThrow("'one'");
    expect(() => readLexicon('<!doctype html>')).toThrow(SyntaxError);
  });
});
