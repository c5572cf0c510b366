import type { LanguageRules } from '../languages/rules';
import type { Recogniser } from '../recogniser';
import { addresses, versions } from './addresses';
import { numbers, percent, units } from './amounts';
import { fractions, ordinals, ranges, romans } from './counts';
import { dates } from './dates';
import { money } from './money';
import { times } from './times';
import { abbreviations, acronyms, emoji, symbols } from './writing';
import { phones, years } from './years';

const made = new WeakMap<LanguageRules, readonly Recogniser[]>();

/** All recognisers of a language; an earlier one goes before a later one. */
export function recognisersFor(rules: LanguageRules): readonly Recogniser[] {
  const known = made.get(rules);
  if (known) return known;
  const all = [
    ...rules.extra,
    ...addresses(rules),
    ...dates(rules),
    ...money(rules),
    ...versions(rules),
    ...times(rules),
    ...phones(rules),
    ...emoji(),
    ...percent(rules),
    ...units(rules),
    ...fractions(rules),
    ...ordinals(rules),
    ...romans(rules),
    ...ranges(rules),
    ...abbreviations(rules),
    ...years(rules),
    ...acronyms(rules),
    ...numbers(rules),
    ...symbols(rules),
  ].filter(({ kind }) => !rules.without.has(kind));
  made.set(rules, all);
  return all;
}
