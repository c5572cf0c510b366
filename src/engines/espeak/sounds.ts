import type { Phoneme } from './phoneme-tables';

/** A phoneme of a voice and what eSpeak calls it in IPA, without stress. */
export type Sound = Phoneme & { ipa: string };

/**
 * Finds the IPA of phonemes by saying each of them: `say` tells the sounds of what is written in mnemonics. A phoneme
 * that is said as something else, or that IPA has no letters for, is left out.
 */
export function soundsOf(
  phonemes: readonly Phoneme[],
  say: (mnemonics: string) => string[],
): Sound[] {
  return phonemes.flatMap((phoneme) => {
    const { mnemonic, isVowel } = phoneme;
    // Between others, because many sound otherwise at the end of a word.
    const said = say(isVowel ? `'${mnemonic}|t|a` : `${mnemonic}|'a`);
    // Where eSpeak cuts a long name, other bytes follow.
    const ipa = (said[0] ?? '').replace(/ˈ|\p{Cc}/gu, '').normalize('NFD');
    const whole = said.length === (isVowel ? 3 : 2);
    return whole && /^[\p{L}\p{M}]+$/u.test(ipa) ? [{ ...phoneme, ipa }] : [];
  });
}
