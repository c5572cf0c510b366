import type { Abbreviation } from './rules';

/**
 * Abbreviations of several parts in all the ways they are spaced: `z. B.` also as `z.B.` and with narrow or unbreakable
 * spaces.
 */
export function inAllSpacings(
  abbreviations: Readonly<Record<string, Abbreviation>>,
): Record<string, Abbreviation> {
  const forms: Record<string, Abbreviation> = {};
  for (const [form, say] of Object.entries(abbreviations)) {
    for (const space of [' ', '', '\u00a0', '\u202f']) forms[form.replaceAll(' ', space)] = say;
  }
  return forms;
}

/** The full stop of an abbreviation that also ends the sentence stays one. */
export function withEnd(say: string): Abbreviation {
  return ({ after }) => (/^\s*$|^\s+["'“„«‘(¿¡]?\p{Lu}/u.test(after) ? `${say}.` : say);
}

/** Only before a number. */
export function beforeNumber(say: string): Abbreviation {
  return ({ after }) => {
    if (!/^\s?[\p{Nd}MDCLXVI]/u.test(after)) return undefined;
    return /^\s/.test(after) ? say : `${say} `;
  };
}
