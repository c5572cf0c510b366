import { expect, test } from 'vitest';
import { findModel, type ModelCard } from '../../../src/catalog/models';
import type { SpokenChunk, Utterance } from '../../../src/engines/engine';
import type { KokoroModel } from '../../../src/engines/kokoro/model';
import type { Phonemize } from '../../../src/engines/kokoro/phonemizer';
import { createKokoroSpeaker } from '../../../src/engines/kokoro/speaker';

const card = findModel('kokoro') as ModelCard;

/** Each word as one symbol, those that are given as theirs; the model gives each token one frame at speed 1. */
async function say(utterance: Partial<Utterance> & { text: string }) {
  const read: { text: string; language: string; symbols: string }[] = [];
  const voices: string[] = [];
  const phonemize: Phonemize = async (text, language, given = []) => {
    const words = [...text.matchAll(/[\p{L}\p{N}'’-]+/gu)].map(({ 0: word, index }) => ({
      from: index,
      to: index + word.length,
      symbols: given.find(({ from }) => from === index)?.symbols ?? 'a',
    }));
    let symbols = '';
    const ranges = words.map((word) => {
      const start = symbols.length;
      symbols += word.symbols;
      return { from: word.from, to: word.to, start, end: symbols.length };
    });
    read.push({ text, language, symbols });
    return { symbols, words: ranges };
  };
  const model: KokoroModel = async (ids, _, speed) => {
    const durations = [0, ...ids, 0].map(() => 1 / speed);
    return { samples: new Float32Array((durations.length * 600) / speed).fill(1), durations };
  };
  const styles = async (shares: readonly { id: string }[]) => {
    voices.push(shares.map(({ id }) => id).join('+'));
    return Float32Array.of(0);
  };
  const kokoro = createKokoroSpeaker({
    card,
    phonemize,
    styles,
    model,
    dispose: async () => undefined,
  });
  const chunks: SpokenChunk[] = [];
  for await (const chunk of kokoro.run({ voice: 'af_heart', speed: 1, ...utterance }))
    chunks.push(chunk);
  const speeds = chunks.flatMap(({ durations, samples }) =>
    durations ? [(durations.length * 600) / samples.length] : [],
  );
  return { chunks, read, speeds, voices };
}

test('words that are said for one of the author’s are one word, with its place', async () => {
  const text = 'He paid $1,234 on <b>3/4/2026</b>.';
  const { chunks, read } = await say({ text });
  expect(read[0]?.text).toBe(
    'He paid one thousand two hundred thirty-four dollars on March fourth, twenty twenty-six.',
  );
  const words = chunks.flatMap((chunk) => chunk.words);
  expect(words.map(({ from, to }) => text.slice(from, to))).toEqual([
    'He',
    'paid',
    '$1,234',
    'on',
    '3/4/2026',
  ]);
  const [, paid, sum, on] = words;
  expect(sum?.start).toBe(paid?.end);
  expect(sum?.end).toBe(on?.start);
  // Six words in one symbol each, a frame of 25 ms for each.
  expect(sum!.end - sum!.start).toBeCloseTo(6 * 0.025);
});

test('a pause is silence of its length, and text goes on behind it', async () => {
  const text = 'One. [pause:1.5s] Two.<break time="250ms"/>';
  const { chunks } = await say({ text });
  const seconds = chunks.map(({ samples, sampleRate }) => samples.length / sampleRate);
  const silent = chunks.map(({ samples }) => samples.every((sample) => sample === 0));
  expect(silent).toEqual([false, true, false, true]);
  expect([seconds[1], seconds[3]]).toEqual([1.5, 0.25]);
  const [, , two] = chunks;
  expect(text.slice(two?.from, two?.to)).toBe('Two.');
});

test('pace and voice change with the tags; a voice that is not there changes nothing', async () => {
  const text = 'a <prosody rate="1.5">b</prosody> <voice name="am_adam">c</voice> [voice:nobody] d';
  const { speeds, voices } = await say({ text, speed: 0.8 });
  expect(speeds.map((speed) => Number(speed.toFixed(2)))).toEqual([0.8, 1.2, 0.8, 0.8]);
  expect(voices).toEqual(['af_heart', 'af_heart', 'am_adam', 'af_heart']);
});

test('KugelAudio’s pace goes before that of the request', async () => {
  const text = 'a <prosody rate="slow">b</prosody>';
  expect((await say({ text, speed: 1.2, markup: 'kugelaudio' })).speeds).toEqual([1.2, 0.8]);
});

test('pronunciations come from tags and from the dictionary', async () => {
  const text = 'In [Worcester](/wˈʊstəɹ/) Nguyen said hi.';
  const { read } = await say({ text, dictionary: [{ word: 'nguyen', ipa: 'wɪn' }] });
  expect(read[0]).toMatchObject({
    text: 'In Worcester Nguyen said hi.',
    symbols: expect.stringMatching(/^awˈʊstəɹw[ɪə]naa$/) as string,
  });
});

test('a language that Kokoro was not taught is read in the voice’s own', async () => {
  const languages = async (utterance: Partial<Utterance> & { text: string }) =>
    (await say(utterance)).read.map(({ language }) => language);
  expect(await languages({ text: 'Hello. <lang xml:lang="de">Hallo.</lang>' })).toEqual([
    'en-US',
    'en-US',
  ]);
  expect(await languages({ text: 'Bonjour.', language: 'fr' })).toEqual(['fr-FR']);
  expect(
    await languages({ text: 'Hello there. ¿Dónde está la biblioteca pública?', language: 'auto' }),
  ).toEqual(['en-US', 'es']);
});

test('without normalisation the text is read as it stands', async () => {
  expect((await say({ text: 'It is $5.', normalise: false })).read[0]?.text).toBe('It is $5.');
  expect(
    (await say({ text: '<b>a</b>', markup: 'none', normalise: false })).read[0]?.text,
  ).toContain('<b>');
});

test('a text is read without a sound, in the symbols that the model gets', async () => {
  const text = 'It cost $5 <b>less</b>. [Water](/wɔɾɚ/)!';
  const kokoro = createKokoroSpeaker({
    card,
    phonemize: async (said, _, given = []) => {
      const [first] = given;
      if (first) {
        const { from, to, symbols } = first;
        return { symbols, words: [{ from, to, start: 0, end: symbols.length }] };
      }
      const words = [...said.matchAll(/\w+/g)].map(({ 0: word, index }, start) => ({
        ...{ from: index, to: index + word.length },
        ...{ start, end: start + 1 },
      }));
      return { symbols: 'abcdef'.slice(0, words.length), words };
    },
    styles: () => Promise.reject(new Error('No voice is needed.')),
    model: () => Promise.reject(new Error('No model is needed.')),
    dispose: async () => undefined,
  });
  const { symbols, words, language } = await kokoro.read({ text, voice: 'af_heart', speed: 1 });
  expect(language).toBe('en-US');
  expect(symbols).toBe('abcde wɔTəɹ');
  expect(words.map(({ from, to, symbols }) => [text.slice(from, to), symbols])).toEqual([
    ['It', 'a'],
    ['cost', 'b'],
    ['$5', 'cd'],
    ['less', 'e'],
    ['Water', 'wɔTəɹ'],
  ]);
});
