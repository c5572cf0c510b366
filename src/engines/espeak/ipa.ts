import type { Sound } from './sounds';

/** Words in eSpeak's mnemonics, and in the IPA that eSpeak has for the same sounds. */
export type Reading = { mnemonics: string; ipa: string };

/** Reads IPA as people write it; undefined where it has a symbol that the voice has no sound for, nor one like it. */
export type ReadIpa = (ipa: string) => Reading | undefined;

type StressedSound = Sound & { /** A mark of IPA; empty for none. */ stress: string };

/** What takes the place of a sound that a language does not have, the best first. */
const likes = byIpa({
  oʊ: 'əʊ oː o',
  əʊ: 'oʊ oː o',
  eɪ: 'eː e',
  ɔʏ: 'ɔø ɔɪ',
  ɔɪ: 'ɔø ɔʏ',
  ɪə: 'iə ɪɹ',
  eə: 'ɛə ɛɹ',
  ɛə: 'eə ɛɹ',
  ɜːɹ: 'ɜː',
  ɜɹ: 'ɜː',
  ɝɹ: 'ɜː',
  ɑɹ: 'ɑːɹ',
  ɔɹ: 'ɔːɹ',
  ɜː: 'əː ɜ ə œ',
  ɝː: 'ɜː ɜ',
  ɝ: 'ɜː ɜ',
  ɚ: 'əɹ ər ə',
  ɜ: 'ɜː ɐ ə',
  aː: 'ɑː a',
  ɑː: 'aː ɑ a',
  ɑ: 'ɑː a',
  a: 'aː æ ɑː',
  æ: 'a ɛ',
  ɒ: 'ɔ ɑː o',
  ɔ: 'ɔː o',
  o: 'oː ɔ oʊ əʊ',
  e: 'eː ɛ eɪ',
  ɛ: 'e æ',
  ʌ: 'ɐ a ə',
  ɐ: 'ɜ ʌ ə a',
  ə: 'ɐ ɜ e',
  i: 'iː ɪ',
  ɪ: 'i e',
  ᵻ: 'ɪ i',
  u: 'uː ʊ',
  ʊ: 'u o',
  y: 'yː ʏ i',
  ʏ: 'y yː ɪ',
  ø: 'øː œ e',
  œ: 'ø ɛ',
  ɨ: 'i ɪ',
  ʉ: 'u y',
  ɯ: 'u',
  ɤ: 'o',
  ɥ: 'y j',
  ʎ: 'lj',
  ɲ: 'nj',
  ɱ: 'm',
  ɫ: 'l',
  ɭ: 'l',
  ɬ: 'ʃl l',
  β: 'b v',
  ɸ: 'f',
  ð: 'd',
  θ: 's',
  ɣ: 'ɡ',
  x: 'χ k h',
  χ: 'x k h',
  ç: 'ʃ x h',
  ħ: 'h',
  ɦ: 'h',
  h: 'x',
  v: 'ʋ b',
  ʋ: 'v',
  w: 'v u',
  ʍ: 'w',
  ʒ: 'ʃ',
  ʃ: 's',
  ɕ: 'ʃ',
  ʑ: 'ʒ',
  ʂ: 'ʃ',
  ʐ: 'ʒ',
  ɹ: 'r ɾ',
  r: 'ɹ ɾ ʁ',
  ʁ: 'r ɹ ʀ',
  ʀ: 'ʁ r ɹ',
  ɾ: 'r ɹ',
  ɽ: 'ɾ r',
  ɻ: 'ɹ r',
  ʈ: 't',
  ɖ: 'd',
  ɳ: 'n',
});

/** Of one sound or of what it is like, marks counted. */
const mostSymbols = 6;

function byIpa(table: Readonly<Record<string, string>>): Map<string, string[]> {
  return new Map(
    Object.entries(table).map(([ipa, other]) => [ipa.normalize('NFD'), other.split(' ')]),
  );
}

/** `sounds`: those of a voice's language, its own before those that it shares with others. */
export function createIpaReader(sounds: readonly Sound[]): ReadIpa {
  const known = bestByIpa(sounds);
  const withOwnR = oneRhotic(sounds);

  /** The sounds at the start of a text, and how many symbols they take. */
  function match(text: string): { sounds: Sound[]; length: number } | undefined {
    for (let length = Math.min(mostSymbols, text.length); length > 0; length--) {
      const symbols = text.slice(0, length);
      const own = known.get(symbols);
      if (own) return { sounds: [own], length };
      const like = likes.get(symbols)?.map(exactly).find(Boolean);
      if (like) return { sounds: like, length };
    }
    return undefined;
  }

  function exactly(text: string): Sound[] | undefined {
    const whole = known.get(text.normalize('NFD'));
    if (whole) return [whole];
    const parts = [...text].map((symbol) => known.get(symbol.normalize('NFD')));
    return parts.every((part) => part !== undefined) ? parts : undefined;
  }

  /** The sounds of a word, each stress on the next vowel. */
  function soundsIn(word: string): StressedSound[] | undefined {
    const found: StressedSound[] = [];
    let stress = '';
    for (let at = 0; at < word.length;) {
      const symbol = word.charAt(at);
      const matched = match(word.slice(at));
      at += matched?.length ?? 1;
      if (matched) stress = addSounds(found, matched.sounds, stress);
      else if (symbol in marks) stress = symbol;
      else if (!trifling.test(symbol)) return undefined;
    }
    return found.length === 0 ? undefined : found;
  }

  function readWord(word: string): Reading | undefined {
    const found = soundsIn(word);
    if (!found) return undefined;
    stressLast(found);
    return {
      mnemonics: found.map(({ stress, mnemonic }) => (marks[stress] ?? '') + mnemonic).join('|'),
      ipa: found.map((sound) => sound.stress + sound.ipa).join(''),
    };
  }

  return (ipa) => {
    const words = withOwnR(tidy(ipa))
      .split(/\s+/)
      .filter((word) => word !== '');
    const read = words.map(readWord);
    if (read.length === 0 || !read.every((word) => word !== undefined)) return undefined;
    return {
      mnemonics: read.map(({ mnemonics }) => mnemonics).join(' '),
      ipa: read
        .map(({ ipa: said }) => said)
        .join(' ')
        .normalize('NFC'),
    };
  };
}

/** Marks of stress in IPA and in eSpeak's mnemonics. */
const marks: Readonly<Record<string, string>> = { ˈ: "'", ˌ: ',' };

/**
 * Dictionaries write any of these for the only r of a language; a language whose r is a tap may have a trill beside it.
 */
function oneRhotic(sounds: readonly Sound[]): (word: string) => string {
  const own = sounds.find(({ mnemonic }) => mnemonic === 'r')?.ipa ?? 'ɾ';
  return (word) => (own === 'ɾ' ? word : word.replace(/[rɹʁʀ]/g, own));
}

/** Of several phonemes that sound alike the plainest: variants for some surroundings have longer names. */
function bestByIpa(sounds: readonly Sound[]): Map<string, Sound> {
  const best = new Map<string, Sound>();
  for (const sound of sounds) {
    const other = best.get(sound.ipa);
    if (!other || sound.mnemonic.length < other.mnemonic.length) best.set(sound.ipa, sound);
  }
  return best;
}

/** One spelling of each sound: no ties, no brackets, no ends of syllables. */
function tidy(ipa: string): string {
  return ipa
    .normalize('NFD')
    .replace(/['’]/g, 'ˈ')
    .replace(/:/g, 'ː')
    .replace(/g/g, 'ɡ')
    .replace(/[\u0361\u035c\u203f.,()[\]/|‖]/g, '');
}

/** What changes a sound little: length, breath, place of the tongue, and that a vowel is no syllable. */
const trifling = /[ːˑʰʲʷˠˤ\p{M}-]/u;

/** The stress that is left for what follows, because none of these is a vowel. */
function addSounds(found: StressedSound[], sounds: readonly Sound[], stress: string): string {
  let left = stress;
  for (const sound of sounds) {
    const takes = isNucleus(sound);
    found.push({ ...sound, stress: takes ? left : '' });
    if (takes) left = '';
  }
  return left;
}

function isNucleus({ isVowel, ipa }: Sound): boolean {
  return isVowel && !/^[wjɥ]$/.test(ipa);
}

/** Words in IPA without a mark of stress have one syllable, or are of a language that stresses its last one. */
function stressLast(sounds: StressedSound[]): void {
  if (sounds.some(({ stress }) => stress !== '')) return;
  const last = sounds.findLast((sound) => isNucleus(sound) && sound.ipa !== 'ə');
  if (last) last.stress = 'ˈ';
}
