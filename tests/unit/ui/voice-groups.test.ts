import { expect, test } from 'vitest';
import { models } from '../../../src/catalog/models';
import { voicesOf } from '../../../src/catalog/voices';
import { voiceGroups } from '../../../src/ui/state/voice-groups';

test('every voice of every model can be chosen, once', () => {
  for (const card of models) {
    const offered = voiceGroups(card).flatMap(({ voices }) => voices.map(({ id }) => id));
    const known = voicesOf(card).map(({ id }) => id);
    expect(offered.sort(), card.id).toEqual(known.sort());
  }
});

test('Kokoro’s voices stand by dialect, eSpeak NG’s by language, and a single one stands alone', () => {
  const groups = (id: string) => models.filter((card) => card.id === id).flatMap(voiceGroups);
  const kokoro = groups('kokoro').map(({ label }) => label);
  expect(kokoro).toEqual(expect.arrayContaining(['American English', 'British English']));
  const espeak = groups('espeak-ng');
  const english = espeak.find(({ label }) => label === 'English');
  expect(english?.voices.map(({ id }) => id)).toEqual(expect.arrayContaining(['en-us', 'en-gb']));
  expect(espeak.find(({ label }) => label === 'Basque')?.plain).toBe(true);
});
