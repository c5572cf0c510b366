import { describe, expect, it, vi } from 'vitest';
import { SpeechError } from '../../../src/base/errors';
import { createLexicons } from '../../../src/engines/kokoro/lexicons';

const file = (words: object) => new Blob([JSON.stringify(words)]);

describe('the lexicons of a model', () => {
  it('are fetched once each', async () => {
    const read = vi.fn((language: string) => Promise.resolve(file({ word: language })));
    const lexicons = createLexicons(read);
    const [first, again, other] = await Promise.all([
      lexicons.find('en-US'),
      lexicons.find('en-US'),
      lexicons.find('en-GB'),
    ]);
    expect(first?.find('word')).toBe('en-US');
    expect(again).toBe(first);
    expect(other?.find('word')).toBe('en-GB');
    expect(read).toHaveBeenCalledTimes(2);
    expect(lexicons.note('en-US')).toBe('');
  });

  it('are none, without a word, where the model has none', async () => {
    const lexicons = createLexicons(() => undefined);
    expect(await lexicons.find('en-US')).toBeUndefined();
    expect(lexicons.note('en-US')).toBe('');
  });

  it('are done without when they cannot be had, and the reason is told', async () => {
    const failure = new SpeechError('hub_unreachable', 'The model hub could not be reached.');
    const failing = createLexicons(() => Promise.reject(failure));
    expect(await failing.find('en-US')).toBeUndefined();
    expect(failing.note('en-US')).toMatch(/^eSpeak NG .*could not be reached\.$/);
    const broken = createLexicons(() => Promise.resolve(new Blob(['{"word": 1}'])));
    expect(await broken.find('en-GB')).toBeUndefined();
    expect(broken.note('en-GB')).toContain("'word'");
  });

  it('serve from when they are here, if that takes too long to wait for', async () => {
    let resolve = (_file: Blob) => {};
    const promise = new Promise<Blob>((arrive) => (resolve = arrive));
    const lexicons = createLexicons(() => promise, 1);
    expect(await lexicons.find('en-US')).toBeUndefined();
    expect(lexicons.note('en-US')).toContain('downloaded');
    resolve(file({ word: 'wˈɜɹd' }));
    await vi.waitFor(async () => expect((await lexicons.find('en-US'))?.size).toBe(1));
    expect(lexicons.note('en-US')).toBe('');
  });
});
