import { groupsOfThree } from './groups-of-three';

const small =
  'nič ena dva tri štiri pet šest sedem osem devet deset enajst dvanajst trinajst štirinajst petnajst šestnajst sedemnajst osemnajst devetnajst'.split(
    ' ',
  );
const firsts = 'ničti prvi drugi tretji četrti peti šesti sedmi osmi deveti'.split(' ');
/** One, two, three or four, more; by power of a thousand. */
const names: readonly (readonly [string, string, string, string])[] = [
  ['', '', '', ''],
  ['tisoč', 'tisoč', 'tisoč', 'tisoč'],
  ['milijon', 'milijona', 'milijoni', 'milijonov'],
  ['milijarda', 'milijardi', 'milijarde', 'milijard'],
  ['bilijon', 'bilijona', 'bilijoni', 'bilijonov'],
];
const milliard = 3;

/** As one counts: `ena`, `dva`, `enaindvajset`. */
export function slovenianCardinal(digits: string): string {
  const said = groupsOfThree(digits).map(({ value, power }) => {
    const count = belowThousand(value);
    if (power === 0) return count;
    const noun = formFor(value, names[power]!);
    if (power === 1) return value === 1 ? noun : `${count} ${noun}`;
    return `${slovenianAgreeing(count, power === milliard ? 'feminine' : 'masculine')} ${noun}`;
  });
  return said.join(' ') || 'nič';
}

/** In the nominative of the masculine: `enaindvajseti`. */
export function slovenianOrdinal(digits: string): string {
  const value = Number(digits.slice(-2));
  const first = value < 10 ? firsts[value] : undefined;
  if (first === undefined || value === 0) {
    const said = slovenianCardinal(digits);
    return said === 'nič' ? 'ničti' : /sto$/.test(said) ? `${said}ti` : `${said}i`;
  }
  const before = digits.slice(0, -2).replace(/^0+/, '');
  return before === '' ? first : `${slovenianCardinal(`${before}00`)} ${first}`;
}

/** `tretjega`. */
export function slovenianGenitive(ordinal: string): string {
  return ordinal.replace(/i$/, 'ega');
}

/** The last word of one to four has the gender of what is counted. */
export function slovenianAgreeing(
  words: string,
  gender: 'masculine' | 'feminine' | 'neuter',
): string {
  if (gender === 'masculine')
    return words
      .replace(/(?<=^| )ena$/, 'en')
      .replace(/(?<=^| )tri$/, 'trije')
      .replace(/(?<=^| )štiri$/, 'štirje');
  const two = words.replace(/(?<=^| )dva$/, 'dve');
  return gender === 'neuter' ? two.replace(/(?<=^| )ena$/, 'eno') : two;
}

function formFor(value: number, [one, two, few, many]: (typeof names)[number]): string {
  const last = value % 100;
  if (last === 1) return one;
  if (last === 2) return two;
  return last === 3 || last === 4 ? few : many;
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const hundred = hundreds < 2 ? '' : hundreds === 2 ? 'dve' : small[hundreds]!;
  const rest = value % 100;
  return [hundreds > 0 && `${hundred}sto`, rest > 0 && belowHundred(rest)]
    .filter(Boolean)
    .join(' ');
}

/** Ones go before tens. */
function belowHundred(value: number): string {
  if (value < 20) return small[value]!;
  const ten = Math.floor(value / 10);
  const tens = ten === 2 ? 'dvajset' : `${small[ten]}deset`;
  return value % 10 === 0 ? tens : `${small[value % 10]}in${tens}`;
}
