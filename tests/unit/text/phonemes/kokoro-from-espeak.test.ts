import { expect, it } from 'vitest';
import { soundsToKokoro, toKokoro } from '../../../../src/text/phonemes/kokoro-from-espeak';

it.each([
  ['bˈa^ɪ ha^ʊ sˈe^ɪ bˈɔ^ɪ ɡˈo^ʊ', 'bˈI hW sˈA bˈY ɡˈO', 'diphthongs'],
  ['d^ʒˈʌd^ʒ t^ʃˈɜːt^ʃ', 'ʤˈʌʤ ʧˈɜɹʧ', 'affricates'],
  ['bˈʌɾɚ lˈɪɾə^l', 'bˈʌɾəɹ lˈɪɾᵊl', 'weak r and l'],
  ['bˈʌʔn\u0329 ɹˈɪðm\u0329', 'bˈʌʔn ɹˈɪðᵊm', 'consonants that are syllables'],
  ['bˈɑːksᵻz vˈɪzᵻbə^l', 'bˈɑksᵻz vˈɪzəbᵊl', 'weak vowels'],
  ['kˈɑː^ɹɹ^i ʒˈɑ\u0303 lˈɑːx', 'kˈɑɹi ʒˈɑ lˈɑk', 'sounds of other languages'],
])('writes American %s as %s (%s)', (ipa, symbols) => {
  expect(toKokoro(ipa, 'en-US')).toBe(symbols);
});

it.each([
  ['ɡˈə^ʊ ðˈe^ə nˈi^ə', 'ɡˈQ ðˈɛː nˈɪə'],
  ['kˈɑː bˈɜːd hˈat', 'kˈɑː bˈɜːd hˈat'],
  ['nˈe^ɪʃən', 'nˈAʃᵊn'],
])('writes British %s as %s', (ipa, symbols) => {
  expect(toKokoro(ipa, 'en-GB')).toBe(symbols);
});

it.each([
  ['t^ʃˈao d^zˈɛro raɡˈat^sː^ɪ', 'ʧˈao ʣˈɛro raɡˈaʦːɪ', 'it'],
  ['ʒˈwɐ\u0303^ʊ\u0303 mˈu\u0303^ŋdʊ', 'ʒˈwɐ\u0303ʊ\u0303 mˈu\u0303ŋdʊ', 'pt-BR'],
  ['bˈo^ɪ e^ɪŋ', 'bˈoɪ Aŋ', 'pt-BR'],
  ['d^ʒˈaz sˈas^so', 'ʤˈaz sˈaSo', 'it'],
  ['bˈʌr.aː ɡˈaːr.haː', 'bˈʌɽaː ɡˈaːɽʰaː', 'hi'],
  ['la^ʊ ə^ʊ o^ʊ ɔ^ɪ', 'lW Q O Y', 'es'],
])('leaves most of %s as eSpeak writes it: %s (%s)', (ipa, symbols, language) => {
  expect(toKokoro(ipa, language)).toBe(symbols);
});

it.each([
  ['kəˈkɔɹo^ʊ', 'kəkˈɔɹO', 'en-US'],
  ['ˈstɹɛŋkθ ɪnˈtɹɪnsɪk', 'stɹˈɛŋkθ ɪntɹˈɪnsɪk', 'en-US'],
  ['mˈɛtəfɔː', 'mˈɛtəfɔː', 'en-GB'],
  ['ˈstrada', 'strˈada', 'it'],
  ['ˈ', 'ˈ', 'it'],
])('writes %s, which is meant as it stands, as %s (%s)', (ipa, symbols, language) => {
  expect(soundsToKokoro(ipa, language)).toBe(symbols);
});

it.each([
  ['hˈæpɪɪst', 'hˈæpiᵻst', 'en-US'],
  ['ʌndˈuː', 'ˌʌndˈu', 'en-US'],
  ['ʌv ðə', 'ʌv ðə', 'en-US'],
  ['bˈiːla^ɪn', 'bˈilˌIn', 'en-US'],
  ['bˈiːlˌa^ɪn', 'bˈiːlIn', 'en-GB'],
  ['pɹˌe^ɪpəzˈɪʃən', 'pɹˌApəzˈɪʃᵊn', 'en-GB'],
  ['ɛkspˈɛkt', 'ɪkspˈɛkt', 'en-GB'],
  ['ɐ dˈɒɡ', 'ɐ dˈɒɡ', 'en-GB'],
  ['ɐbˈa^ʊt', 'əbˈWt', 'en-US'],
])('has %s in misaki’s weak vowels and stresses: %s (%s)', (ipa, symbols, language) => {
  expect(toKokoro(ipa, language)).toBe(symbols);
});
