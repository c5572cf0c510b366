import { asciiDigits } from '../numerals';
import type { Recogniser } from '../recogniser';

type Spell = (digits: string) => string;

/** `5वीं`, `2री`: an ordinal whose ending is written. */
export function writtenInHindi(cardinal: Spell, ordinal: Spell): Recogniser[] {
  return [
    {
      // The currency stands behind all of the written powers.
      kind: 'money',
      pattern:
        /(?<sign>₹|\$|€|£|रु\.?|Rs\.?)\s?(?<whole>[\p{Nd},]{0,14}\p{Nd})(?:\.(?<fraction>\p{Nd}+))?\s?(?<powers>(?:(?:हज़ार|लाख|करोड़|अरब|खरब|मिलियन|बिलियन|ट्रिलियन)(?![\p{L}\p{M}])\s?)+)/gu,
      say: ({ groups = {} }) => {
        const { sign = '', whole = '', fraction = '', powers = '' } = groups;
        const digits = [...asciiDigits(fraction)].map((digit) => cardinal(digit));
        const point = digits.length === 0 ? '' : ` दशमलव ${digits.join(' ')}`;
        const gap = /\s$/u.test(powers) ? ' ' : '';
        const name = currencies[sign] ?? 'रुपए';
        return `${cardinal(asciiDigits(whole))}${point} ${powers.trim()} ${name}${gap}`;
      },
    },
    {
      kind: 'ordinal',
      pattern:
        /(?<![\p{L}\p{M}\p{Nd}.,])(?<n>\p{Nd}{1,4})\s?-?(?:[लरथठ](?<vowel>[ाीे])|व(?<ending>ाँ|ां|ीं|ी|ें|े))(?![\p{L}\p{M}])/gu,
      say: ({ groups = {} }) => {
        const digits = asciiDigits(groups['n'] ?? '');
        if (Number(digits) === 0) return undefined;
        const vowel = (groups['vowel'] ?? groups['ending'] ?? '').charAt(0);
        return inflected(ordinal(digits), vowel);
      },
    },
    {
      kind: 'year',
      pattern: /(?<![\p{L}\p{M}\p{Nd}])(?<n>[1-9१-९][0०])(?=\s?(?:के दशक|का दशक))/gu,
      say: ({ groups = {} }) => cardinal(asciiDigits(groups['n'] ?? '')),
    },
  ];
}

const currencies: Readonly<Record<string, string>> = { $: 'डॉलर', '€': 'यूरो', '£': 'पाउंड' };

/** An ordinal ends in `ा`, or in `वाँ`; the vowel carries gender and case. */
function inflected(ordinal: string, vowel: string): string {
  return vowel === 'ा' || vowel === ''
    ? ordinal
    : ordinal.replace(/ाँ$/u, `${vowel}ं`).replace(/ा$/u, vowel);
}

const halves: Readonly<Record<string, string>> = { '': 'आधा', 1: 'डेढ़', 2: 'ढाई' };
const parts: Readonly<Record<string, string>> = { 3: 'तिहाई', 4: 'चौथाई' };

/** `आधा`, `ढाई`, `तीन चौथाई`, `पाँच बटा आठ`. */
export function hindiFraction(
  { whole, top, bottom }: { whole: string; top: string; bottom: string },
  cardinal: Spell,
): string {
  if (top === '1' && bottom === '2') return halves[whole] ?? `साढ़े ${cardinal(whole)}`;
  if (whole !== '' && top === '1' && bottom === '4') return `सवा ${cardinal(whole)}`;
  const part = parts[bottom];
  const said = part ? `${cardinal(top)} ${part}` : `${cardinal(top)} बटा ${cardinal(bottom)}`;
  return whole === '' ? said : `${cardinal(whole)} सही ${said}`;
}
