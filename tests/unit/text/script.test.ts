import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../../src/text/dictionary';
import { script, type Saying, type ScriptOptions } from '../../../src/text/script';
import { sourceSpan } from '../../../src/text/traced';

async function read(text: string, options: Partial<ScriptOptions> = {}): Promise<Saying[]> {
  const sayings: Saying[] = [];
  for await (const saying of script(text, { language: 'en-US', ...options })) sayings.push(saying);
  return sayings;
}

async function said(text: string, options: Partial<ScriptOptions> = {}): Promise<string[]> {
  return (await read(text, options)).map((saying) => saying.said.text);
}

describe('a script', () => {
  it('says sentences in words that point at the author’s characters', async () => {
    const text = 'He paid $5. <b>Dr. Who</b> didn’t.';
    const [first, second] = await read(text);
    expect([first?.said.text, second?.said.text]).toEqual([
      'He paid five dollars.',
      'Doctor Who didn’t.',
    ]);
    const dollars = sourceSpan(first!.said, 13, 20);
    expect(text.slice(dollars.from, dollars.to)).toBe('$5');
    const who = sourceSpan(second!.said, 7, 10);
    expect(text.slice(who.from, who.to)).toBe('Who');
  });

  it('reads a list without full stops with a pause behind each line', async () => {
    expect(await said('# Shopping\n\n- two eggs\n- **milk**\n- `tea`')).toEqual([
      'Shopping.',
      'two eggs.',
      'milk.',
      'tea',
    ]);
  });

  it.each([
    ['Use **bold**, *italic* and `code`.', 'Use bold, italic and code.'],
    ['See [the docs](https://example.com/x) now.', 'See the docs now.'],
    ['> A quote.', 'A quote.'],
    ['2 * 3 * 4 is snake_case_name', '2 * 3 * 4 is snake_case_name'],
    ['| a | b |\n|---|---|\n| c | d |', 'a, b.'],
    ['![A cat](cat.png)', 'A cat'],
    ['```js\nlet x\n```', 'let x.'],
  ])('reads Markdown: %j', async (text, first) => {
    expect((await said(text, { normalise: false }))[0]).toBe(first);
  });

  it('keeps the pause of a tag for the sentence behind it, or for the end', async () => {
    const [one, two, end] = await read('One. [pause:1.5s] Two. <break time="2s"/>');
    expect([one?.pause, two?.pause, end?.pause]).toEqual([0, 1.5, 2]);
    expect(end?.said.text.trim()).toBe('');
  });

  it('spells', async () => {
    expect(await said('<spell>a.b@C1</spell>')).toEqual(['A, dot, B, at, C, one']);
    expect(await said('<spell group="3">123456</spell>')).toEqual(['one two three, four five six']);
    expect(await said('<say-as interpret-as="ordinal">3</say-as> place')).toEqual(['third place']);
    expect(await said('<say-as interpret-as="digits">2026</say-as>')).toEqual(['two zero two six']);
  });

  it.each([
    ['cardinal', '1,234', 'one thousand two hundred thirty-four'],
    ['cardinal', '-2.5', 'minus two point five'],
    ['cardinal', 'XIV', 'fourteen'],
    ['cardinal', 'none', 'none'],
    ['number', '12', 'twelve'],
    ['ordinal', 'XIV', 'fourteenth'],
    ['ordinal', '2.5', 'two point five'],
    ['characters', 'A1', 'A, one'],
    ['spell-out', 'ab', 'A, B'],
    ['verbatim', 'NASA', 'N, A, S, A'],
    ['digits', '2026', 'two zero two six'],
    ['fraction', '7/19', 'seven nineteenths'],
    ['fraction', '3+1/2', 'three and a half'],
    ['fraction', 'half', 'half'],
    ['unit', '10 ft', 'ten feet'],
    ['time', '5:30pm', 'five thirty p m'],
    ['telephone', '(555) 123-4567', 'five five five, one two three, four five six seven'],
    ['telephone', '+44 20', 'plus four four, two zero'],
    ['currency', '$42.01', 'forty-two dollars and one cent'],
    ['expletive', 'darn', ''],
    ['bleep', 'darn', ''],
    ['mood', '5 km', 'five kilometers'],
    ['', '5 km', 'five kilometers'],
    ['constructor', '5', 'five'],
  ])('says as %s: %s', async (as, text, expected) => {
    const sayings = await said(`<say-as interpret-as="${as}">${text}</say-as>`);
    expect(sayings.join(' ').toLowerCase()).toBe(expected.toLowerCase());
  });

  it.each([
    ['dmy', '3/4/2026', 'April third, twenty twenty-six'],
    ['mdy', '3/4/2026', 'March fourth, twenty twenty-six'],
    ['ymd', '26.4.3', 'April third, twenty twenty-six'],
    ['yyyymmdd', '20260403', 'April third, twenty twenty-six'],
    ['dm', '3-4', 'April third'],
    ['my', '4/2026', 'April twenty twenty-six'],
    ['y', '1984', 'nineteen eighty-four'],
    ['dmy', '3 April', 'the third of April'],
    ['dmy', '40/13/2026', 'forty/thirteen/twenty twenty-six'],
    ['nonsense', '5', 'five'],
  ])('says as a date in the order of %s: %s', async (format, text, expected) => {
    const [sentence] = await said(
      `<say-as interpret-as="date" format="${format}">${text}</say-as>`,
    );
    expect(sentence).toBe(expected);
  });

  it('leaves words with a pronunciation as they are', async () => {
    const [saying] = await read('It cost $5 in [St. Louis](/seɪnt ˈluːɪs/), 3 days.');
    expect(saying?.said.text).toBe('It cost five dollars in St. Louis, three days.');
    const [given] = saying!.pronunciations;
    expect(saying?.said.text.slice(given?.from, given?.to)).toBe('St. Louis');
    expect(given?.ipa).toBe('seɪnt ˈluːɪs');
  });

  it('applies a dictionary before everything else', async () => {
    const dictionary = createDictionary([
      { word: 'SQL', replacement: 'sequel', caseSensitive: true },
      { word: 'nginx', replacement: 'engine x' },
      { word: 'Nguyen', ipa: 'wɪn' },
      { word: 'chat', replacement: 'cat', language: 'fr' },
    ]);
    const [saying] = await read('Mr. Nguyen uses SQL, sql and NGINX to chat 2 times; nginxes.', {
      dictionary,
    });
    expect(saying?.said.text).toBe(
      'Mister Nguyen uses sequel, sql and engine x to chat two times; nginxes.',
    );
    expect(saying?.pronunciations).toEqual([{ from: 7, to: 13, ipa: 'wɪn' }]);
  });

  it('finds the language of each sentence where it is asked to', async () => {
    const text = 'This is an English sentence. Das ist ein deutscher Satz. 今日は良い天気です。';
    const languages = async (options: Partial<ScriptOptions>) =>
      (await read(text, options)).map(({ language }) => language);
    expect(await languages({ detect: {} })).toEqual(['en-US', 'de', 'ja']);
    expect(await languages({ detect: { among: ['en', 'fr'] } })).toEqual([
      'en-US',
      'en-US',
      'en-US',
    ]);
    expect(await languages({})).toEqual(['en-US', 'en-US', 'en-US']);
    expect((await read('<lang xml:lang="en-GB">5/6/2024</lang>'))[0]?.said.text).toBe(
      'the fifth of June, twenty twenty-four',
    );
  });
});
