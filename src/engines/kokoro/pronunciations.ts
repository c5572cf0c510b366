import { soundsToKokoro } from '../../text/phonemes/kokoro-from-espeak';
import type { GivenSymbols } from '../../text/phonemes/phrases';
import type { Pronunciation } from '../../text/script';

/** Pronunciations in IPA, as people write it, in Kokoro's symbols; `language` is a BCP 47 tag. */
export function givenSymbols(
  pronunciations: readonly Pronunciation[],
  language: string,
): GivenSymbols[] {
  return pronunciations.map(({ from, to, ipa }) => ({
    from,
    to,
    symbols: soundsToKokoro(tied(ipa), language),
  }));
}

/** Two letters for one sound, with the sign between them that eSpeak's IPA has. */
function tied(ipa: string): string {
  return ipa
    .normalize('NFC')
    .replace(/[\u0361\u035c]/g, '')
    .replace(/'/g, 'ˈ')
    .replace(/g/g, 'ɡ')
    .replace(/a(?=[ɪʊ])|e(?=[ɪə])|ɔ(?=ɪ)|[oə](?=ʊ)|d(?=ʒ)|t(?=ʃ)/g, '$&^')
    .replace(/ɝ/g, 'ɜː');
}
