import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/text/language';

describe('the language of a sentence', () => {
  it.each([
    ['The weather is nice today, isn’t it?', 'en-US', 'en-US'],
    ['The weather is nice today, isn’t it?', 'de', 'en'],
    ['Wie ist das Wetter heute in Berlin?', 'en-US', 'de'],
    ['Quel temps fait-il aujourd’hui à Paris ?', 'en-US', 'fr'],
    ['¿Qué tiempo hace hoy en Madrid?', 'en-US', 'es'],
    ['Che tempo fa oggi a Roma, secondo te?', 'en-US', 'it'],
    ['Como está o tempo hoje em São Paulo?', 'en-US', 'pt'],
    ['No.', 'es', 'es'],
    ['OK!', 'ja', 'en'],
    ['今日はいい天気ですね。', 'en-US', 'ja'],
    ['今天天气很好。', 'en-US', 'zh'],
    ['東京', 'ja', 'ja'],
    ['आज मौसम कैसा है?', 'en-US', 'hi'],
    ['오늘 날씨가 좋네요.', 'en-US', 'ko'],
    ['Какая сегодня погода?', 'en-US', 'ru'],
    ['Яка сьогодні погода? Її немає.', 'en-US', 'uk'],
    ['آج موسم کیسا ہے؟', 'en-US', 'ur'],
    ['كيف الطقس اليوم؟', 'en-US', 'ar'],
    ['12345', 'fr', 'fr'],
  ])('%s (likely %s) is %s', async (text, likely, expected) => {
    expect(await detectLanguage(text, { likely })).toBe(expected);
  });

  it('is one of those that come into question', async () => {
    const text = 'Wie ist das Wetter heute in Berlin?';
    expect(await detectLanguage(text, { likely: 'en-US', among: ['en', 'es'] })).not.toBe('de');
    expect(await detectLanguage('今天天气很好。', { likely: 'en-US', among: ['en'] })).toBe(
      'en-US',
    );
  });
});
