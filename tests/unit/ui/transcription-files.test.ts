import { describe, expect, test } from 'vitest';
import { transcriptFile, transcriptFileName } from '../../../src/ui/state/transcript-files';
import { partAt } from '../../../src/ui/state/transcript-time';
import { placeWords } from '../../../src/client/place-words';
import {
  languageName,
  transcriptionLanguages,
} from '../../../src/ui/state/transcription-languages';

const words = [
  { word: ' one', start: 0.5, end: 0.9 },
  { word: ' two', start: 1, end: 1.4 },
];
const written = {
  text: 'one two\nred & green',
  language: 'en',
  translated: false,
  segments: [
    { start: 0.5, end: 1.5, text: ' one two', words },
    { start: 3601.25, end: 3602, text: ' red & green', words: [] },
  ],
};

describe('a transcript as a file', () => {
  test.each([
    ['txt', 'one two\nred & green\n'],
    [
      'srt',
      '1\n00:00:00,500 --> 00:00:01,500\none two\n\n2\n01:00:01,250 --> 01:00:02,250\nred & green\n',
    ],
    [
      'vtt',
      'WEBVTT\n\n00:00:00.500 --> 00:00:01.500\none two\n\n01:00:01.250 --> 01:00:02.250\nred &amp; green\n',
    ],
  ] as const)('%s', async (format, content) => {
    expect(await transcriptFile(format, written).text()).toBe(content);
  });

  test('json has the words of all segments', async () => {
    const file = transcriptFile('json', written);
    expect(file.type).toBe('application/json');
    expect(JSON.parse(await file.text())).toEqual({
      task: 'transcribe',
      language: 'en',
      text: written.text,
      segments: [
        { id: 0, start: 0.5, end: 1.5, text: ' one two' },
        { id: 1, start: 3601.25, end: 3602, text: ' red & green' },
      ],
      words,
    });
  });
});

describe('captions of long segments', () => {
  /** What is written down in a segment, a quarter of a second for each word. */
  const said = (text: string, start = 0) => {
    const words = text
      .split(' ')
      .map((word, i) => ({ word, start: start + i / 4, end: start + i / 4 + 0.2 }));
    return { start, end: words.at(-1)?.end ?? start, text, words };
  };
  const captions = (...segments: (typeof written)['segments']) =>
    transcriptFile('srt', { ...written, segments }).text();
  const cuesIn = (file: string) =>
    file.split('\n\n').map((cue) => {
      const [, times = '', ...lines] = cue.trimEnd().split('\n');
      return { times: times.split(' --> '), lines };
    });
  const sentence = 'when somebody speaks on and on, a model gives one segment of half a minute; ';

  test.each([
    ['with times of words', said(sentence.repeat(6).trim())],
    ['without', { ...said(sentence.repeat(6).trim()), words: [] }],
    ['with words that are not those of the text', { ...said(sentence.repeat(6).trim()), words }],
  ])('%s they have two lines that fit a screen, and all of the text', async (_name, segment) => {
    const cues = cuesIn(await captions(segment, said('and then --> it goes on [music] *so*', 30)));
    expect(cues.length).toBeGreaterThan(5);
    for (const { lines, times } of cues) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
      expect(times[0]! < times[1]!).toBe(true);
    }
    const starts = cues.flatMap(({ times }) => times);
    expect(starts).toEqual([...starts].sort());
    expect(cues.flatMap(({ lines }) => lines).join(' ')).toBe(
      `${segment.text} and then --> it goes on [music] *so*`,
    );
  });

  test('of writing without spaces, too', async () => {
    const text =
      '今日は良い天気ですね。散歩に行きましょう。それから、とても長い文章を書いてみて、字幕がどう折り返されるかを確認します。';
    const own = [...text].map((word, i) => ({ word, start: i / 8, end: i / 8 + 0.1 }));
    const cues = cuesIn(await captions({ start: 0, end: 8, text, words: own }));
    expect(cues.flatMap(({ lines }) => lines).join('')).toBe(text);
    for (const { lines } of cues)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(21);
  });
});

test.each([
  ['interview', 'interview.srt'],
  ['a/b\\c: "d"?', 'a-b-c- -d-.srt'],
  ['..', 'transcript.srt'],
  [' 会议 1. ', '会议 1.srt'],
])('%s is saved as %s', (title, name) => {
  expect(transcriptFileName(title, 'srt')).toBe(name);
});

test('the word that is heard: none in a gap, none before and after', () => {
  const at = (seconds: number) => partAt(words, seconds)?.word;
  expect([0.4, 0.5, 0.89, 0.95, 1, 1.4].map(at)).toEqual([
    undefined,
    ' one',
    ' one',
    undefined,
    ' two',
    undefined,
  ]);
});

test('every language has a name of its own, and none is its code', () => {
  const names = transcriptionLanguages.map(({ name }) => name);
  expect(names).toHaveLength(100);
  expect(new Set(names).size).toBe(100);
  expect(transcriptionLanguages.filter(({ code, name }) => code === name)).toEqual([]);
  expect(languageName('jw')).toBe('Javanese');
  // Browsers do not know them all.
  expect(languageName('bo')).toBe('Tibetan');
});

test('a language that is told by its name stays as it is', () => {
  expect(languageName('english!')).toBe('english!');
});

describe('words in their text', () => {
  const place = (text: string, own: string[]) => {
    const words = own.map((word) => ({ word, start: 0, end: 1 }));
    const { placed, after } = placeWords(text, words);
    return [...placed.map(({ before, text }) => [before, text]), after];
  };

  test.each([
    ['with their spaces', 'One, two!', ['One', 'two'], [['', 'One'], [', ', 'two'], '!']],
    ['where there are none', '你好吗', ['你好', '吗'], [['', '你好'], ['', '吗'], '']],
    ['twice the same', 'no no', ['no', 'no'], [['', 'no'], [' ', 'no'], '']],
    ['one that is not in it', 'a c', ['a', 'b', 'c'], [['', 'a'], [' ', 'b'], [' ', 'c'], '']],
  ])('%s', (_name, text, own, expected) => {
    expect(place(text, own)).toEqual(expected);
  });
});
