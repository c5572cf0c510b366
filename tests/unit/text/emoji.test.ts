import { describe, expect, it } from 'vitest';
import { writeOut } from '../../../src/text/written-out';

async function said(text: string, language = 'en-US'): Promise<string> {
  return (await writeOut(text, { language, emoji: 'names' })).text;
}

describe('the names of emoji', () => {
  it.each([
    ['Great job 👍', 'en-US', 'Great job thumbs up'],
    ['Great job 👍🏽!', 'en-US', 'Great job thumbs up!'],
    ['I ❤️ it, I ❤ it', 'en-US', 'I red heart it, I red heart it'],
    ['Done🎉now', 'en-US', 'Done party popper now'],
    ['🎉🎉 Hello', 'en-US', 'party popper, party popper Hello'],
    ['From 🇩🇪 to space: 👩‍🚀', 'en-US', 'From flag, Germany to space: woman astronaut'],
    ['Fertig 🎉', 'de', 'Fertig Konfettibombe'],
    ['Fini 🎉', 'fr-FR', 'Fini cotillons'],
    ['Feito 👍', 'pt-BR', 'Feito polegar para cima'],
    ['完成🎉', 'zh-CN', '完成 拉炮彩带'],
    ['できた🎉', 'ja', 'できた クラッカー'],
    ['हो गया 👍', 'hi', 'हो गया थंब्स अप'],
    ['Hecho 🌈', 'es', 'Hecho arcoíris'],
    ['Fatto 🌈', 'it', 'Fatto arcobaleno'],
  ])('%j in %s is %j', async (text, language, expected) => {
    expect(await said(text, language)).toBe(expected);
  });

  it('are not said of faces made of signs, nor where a language has none', async () => {
    expect(await said('Thanks :) Bye')).toBe('Thanks Bye');
    expect((await said('Kész 🎉', 'hu')).trim()).toBe('Kész');
  });

  it('point at the emoji', async () => {
    const { text, spans } = await writeOut('A 👍🏽 b', { language: 'en', emoji: 'names' });
    expect(spans.map(({ from, to, source }) => [text.slice(from, to), source])).toEqual([
      ['thumbs up', { from: 2, to: 6 }],
    ]);
  });

  it('are silent unless asked for', async () => {
    expect((await writeOut('Great 👍 job', { language: 'en' })).text).toBe('Great job');
  });

  it.each([
    ['Hi 👋 you', 'Hi you'],
    ['Hi 👋 👋🏽 you', 'Hi you'],
    ['👋 🎉 Hi', 'Hi'],
    ['Well done 🎉!', 'Well done!'],
    ['Well done 🎉🎉', 'Well done'],
    ['I have 3 🍎 and 2 🍐.', 'I have three and two.'],
  ])('leave no gap behind: %j', async (text, expected) => {
    expect((await writeOut(text, { language: 'en' })).text).toBe(expected);
  });
});
