import type { LanguageRules } from './languages/rules';
import { rulesFor } from './languages/table';
import type { Context, Edit, Recogniser } from './recogniser';
import { recognisersFor } from './recognisers/all';

/**
 * What in a text is said otherwise than it is written, in order and without overlaps. `language` is a BCP 47 tag, whose
 * region decides what `3/4` is; a language without rules gets no edits.
 */
export async function normalise(text: string, language: string): Promise<Edit[]> {
  const rules = await rulesFor(language);
  return rules ? normaliseBy(rules, text) : [];
}

/** As `normalise`, by rules that are there. */
export function normaliseBy(rules: LanguageRules, text: string): Edit[] {
  const edits: Edit[] = [];
  // For each character, where the edit that has it ends: an earlier recogniser goes before a later one.
  const taken = new Uint32Array(text.length);
  const has = searches(text);
  for (const recogniser of recognisersFor(rules)) {
    if (recogniser.needs && !has(recogniser.needs)) continue;
    for (const edit of matches(rules, recogniser, text, taken)) {
      taken.fill(edit.to, edit.from, edit.to);
      edits.push(edit);
    }
  }
  return edits.sort((one, other) => one.from - other.from);
}

/** Whether a text has something, looked for once however often it is asked. */
function searches(text: string): (needed: RegExp) => boolean {
  const known = new Map<RegExp, boolean>();
  return (needed) => {
    const has = known.get(needed) ?? needed.test(text);
    known.set(needed, has);
    return has;
  };
}

function* matches(
  { spaced }: LanguageRules,
  recogniser: Recogniser,
  text: string,
  taken: Uint32Array,
) {
  const { pattern, kind } = recogniser;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index: from } = match;
    const to = from + match[0].length;
    if (to === from) {
      pattern.lastIndex = to + 1;
      continue;
    }
    const overlap = takenUntil(taken, from, to);
    if (overlap > 0) {
      pattern.lastIndex = overlap;
      continue;
    }
    const context = {
      before: text.slice(Math.max(0, from - 40), from),
      after: text.slice(to, to + 40),
    };
    const next = pattern.lastIndex;
    const said = recogniser.say(match, context);
    pattern.lastIndex = next;
    if (said === undefined) continue;
    yield { from, to, say: spaced ? apart(context, said) : closed(said), kind };
  }
}

/** Words of a script without spaces, joined as it writes them; Latin and Korean ones keep theirs. */
function closed(said: string): string {
  return said
    .replace(/(?<=[^\p{ASCII}\p{sc=Hang}]) +(?=[^\p{ASCII}\p{sc=Hang}])/gu, '')
    .replace(/^ +(?=\P{ASCII})|(?<=\P{ASCII}) +$/gu, '');
}

/** With a space where two words would touch: `B2`. */
function apart({ before, after }: Context, say: string): string {
  const left = /[\p{L}\p{M}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(say);
  const right = /^[\p{L}\p{M}]/u.test(after) && /[\p{L}\p{N}]$/u.test(say);
  return `${left ? ' ' : ''}${say}${right ? ' ' : ''}`;
}

/** Where the first edit ends that has a character of this span; 0 for none. */
function takenUntil(taken: Uint32Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const until = taken[at] ?? 0;
    if (until > 0) return until;
  }
  return 0;
}
