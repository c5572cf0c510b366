import type { Variety } from './sounds';

// What follows a stem, found by counting how misaki's lexicons write the inflected forms of the words in them.

/** `-s`, `-es` and `-'s` (plural, third person, possessive) behind the symbols of a stem. */
export function withS(stem: string, variety: Variety): string {
  const last = stem.at(-1) ?? '';
  if ('ptkfθ'.includes(last)) return `${stem}s`;
  if ('szʃʒʧʤ'.includes(last)) return `${stem}${variety === 'british' ? 'ɪ' : 'ᵻ'}z`;
  return `${weakEnding(stem, variety)}z`;
}

/** `-ed` behind the symbols of a stem; `spelling` is the stem's. */
export function withEd(stem: string, spelling: string, variety: Variety): string {
  const verb = asVerb(stem, spelling, variety);
  const last = verb.at(-1) ?? '';
  if ('pkfθʃsʧ'.includes(last)) return `${verb}t`;
  if (!'td'.includes(last)) return `${weakEnding(verb, variety)}d`;
  return variety === 'british' ? `${verb}ɪd` : `${flapped(verb)}ᵻd`;
}

/** `-ing` behind the symbols of a stem; `spelling` is the stem's. */
export function withIng(stem: string, spelling: string, variety: Variety): string {
  return `${beforeVowel(asVerb(stem, spelling, variety), spelling, variety)}ɪŋ`;
}

/** A stem as it sounds in front of a vowel: an American t is flapped, and a British r that is written is heard. */
export function beforeVowel(stem: string, spelling: string, variety: Variety): string {
  if (variety === 'american') return flapped(stem).replace(/əl$/, 'ᵊl');
  if (/re?$/.test(spelling) && /[əː]$/.test(stem)) return `${stem}ɹ`;
  return stem.replace(/(?<=[bdfkpszɡʃt])ᵊl$/, 'l');
}

/** Of a word in `-ate` that is known as an adjective (`separate`). */
function asVerb(stem: string, spelling: string, variety: Variety): string {
  if (!spelling.endsWith('ate')) return stem;
  return stem.replace(/ət$/, variety === 'british' ? 'At' : 'ˌAt');
}

/** The last syllable in front of a d or z: `rumpled`, `hurried`. */
function weakEnding(stem: string, variety: Variety): string {
  if (variety === 'british')
    return stem.replace(/(?<=\p{L})i$/u, 'ɪ').replace(/(?<=[bfkpszɡ])ᵊl$/, 'l');
  return stem.replace(/(?<=[bfkpszvɡ])ᵊl$/, 'əl');
}

function flapped(stem: string): string {
  return stem.replace(/(?<=[AIOWYiuæɑɔəɛɪɹʊʌ])t$/, 'ɾ');
}
