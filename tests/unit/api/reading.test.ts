import { describe, expect, test } from 'vitest';
import { createAsk, errorOf, speechRequest } from './ask';
import { createFakeCore } from './fake-core';

const valid = { model: 'kokoro', input: 'Hello!', voice: 'af_heart' };

async function readingFor(more: object, path = '/v1/audio/speech') {
  const core = createFakeCore();
  await createAsk(core)(path, speechRequest({ ...valid, ...more }));
  return core.jobs.map(({ reading }) => reading);
}

describe('how a text is to be read', () => {
  test.each([
    [{}, undefined],
    [{ sotto: { loudness: -23 } }, undefined],
    [{ sotto: { language: 'auto' } }, { language: 'auto' }],
    [{ sotto: { markup: false } }, { markup: 'none' }],
    [{ sotto: { markup: true } }, { markup: 'any' }],
    [{ sotto: { markup: 'kugelaudio' } }, { markup: 'kugelaudio' }],
    [{ sotto: { normalize: false } }, { normalise: false }],
    [{ sotto: { emoji: 'names' } }, { emoji: 'names' }],
    [{ lang_code: 'b' }, { language: 'en-GB' }],
    [{ lang_code: 'fr-FR' }, { language: 'fr-FR' }],
    [{ lang_code: null }, undefined],
    [{ lang_code: 'b', sotto: { language: 'it' } }, { language: 'it' }],
    [
      { normalization_options: { normalize: false, unit_normalization: true } },
      { normalise: false },
    ],
    [
      { normalization_options: { normalize: false }, sotto: { normalize: true } },
      { normalise: true },
    ],
  ])('%j gives the job %j', async (more, reading) => {
    const [given] = await readingFor(more);
    expect(given && JSON.parse(JSON.stringify(given))).toEqual(reading);
  });

  test('may have a dictionary', async () => {
    const dictionary = [
      { word: 'Nginx', replacement: 'engine x' },
      { word: 'Rilke', ipa: 'ˈʁɪlkə', language: 'de', case_sensitive: true },
    ];
    const [reading] = await readingFor({ sotto: { dictionary } });
    expect(reading?.dictionary).toEqual([
      { word: 'Nginx', replacement: 'engine x', caseSensitive: false },
      { word: 'Rilke', ipa: 'ˈʁɪlkə', language: 'de', caseSensitive: true },
    ]);
  });

  test.each(['/v1/audio/speech', '/v1/audio/captions'])('is told to %s', async (path) => {
    expect(await readingFor({ sotto: { emoji: 'names' } }, path)).toMatchObject([
      { emoji: 'names' },
    ]);
  });

  test('is told in PolarGrid’s requests too, whose own language is for another model', async () => {
    const polarGrid = { model: 'kokoro-82m', language: 'fr', sotto: { normalize: false } };
    const [reading] = await readingFor(polarGrid);
    expect(reading).toMatchObject({ normalise: false });
    expect(reading?.language).toBeUndefined();
  });

  test.each([
    [{ sotto: { language: 'english please' } }, 'sotto.language', 'BCP 47'],
    [{ sotto: { markup: 'html' } }, 'sotto.markup', "'kugelaudio'"],
    [{ sotto: { normalize: 'yes' } }, 'sotto.normalize', 'boolean'],
    [{ sotto: { emoji: 'on' } }, 'sotto.emoji', "'names'"],
    [{ sotto: { dictionary: { a: 'b' } } }, 'sotto.dictionary', 'array'],
    [{ sotto: { dictionary: [{ word: 'a' }] } }, 'sotto.dictionary.0', 'replacement or ipa'],
    [{ sotto: { dictionary: [{ ipa: 'a' }] } }, 'sotto.dictionary.0.word', 'Missing'],
    [{ sotto: { dictionary: [{ word: '?', ipa: 'a' }] } }, 'sotto.dictionary.0.word', 'letter'],
    [
      { sotto: { dictionary: Array.from({ length: 201 }, () => ({ word: 'a', ipa: 'a' })) } },
      'sotto.dictionary',
      '200 entries',
    ],
    [{ lang_code: 'x!' }, 'lang_code', 'a, b, e, f'],
    [{ normalization_options: { normalize: 1 } }, 'normalization_options.normalize', 'boolean'],
  ])('%j is refused', async (more, param, words) => {
    const core = createFakeCore();
    const response = await createAsk(core)(
      '/v1/audio/speech',
      speechRequest({ ...valid, ...more }),
    );
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error).toMatchObject({ param, type: 'invalid_request_error' });
    expect(error.message).toContain(words);
    expect(core.jobs).toEqual([]);
  });
});
