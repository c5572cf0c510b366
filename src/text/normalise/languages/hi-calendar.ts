import type { TimeParts } from './rules';

type Cardinal = (digits: string) => string;

/** `साढ़े पाँच बजे`, `सत्रह बजकर तीस मिनट`, `सुबह नौ बजे`. */
export function sayHindiTime(parts: TimeParts, cardinal: Cardinal): string {
  const { hour, minute, second, half, mark } = parts;
  const clock = quarters(parts, cardinal) ?? minutes(parts, cardinal);
  const part = half === undefined ? '' : `${partOfDay(hour, half)} `;
  const seconds = second === undefined ? '' : ` ${cardinal(String(second))} सेकंड`;
  // `बजे` stands behind a full hour and behind what was written with it.
  const full = minute === 0 && second === undefined;
  return `${part}${clock}${seconds}${full || (mark !== '' && quarters(parts, cardinal)) ? ' बजे' : ''}`;
}

function minutes({ hour, minute, second }: TimeParts, cardinal: Cardinal): string {
  const said = cardinal(String(hour));
  return minute === 0 && second === undefined
    ? said
    : `${said} बजकर ${cardinal(String(minute))} मिनट`;
}

/** सवा, साढ़े and पौने, where बजे was written; half past one and half past two have words of their own. */
function quarters(
  { hour, minute, second, mark }: TimeParts,
  cardinal: Cardinal,
): string | undefined {
  if (mark === '' || second !== undefined || hour > 12) return undefined;
  const said = cardinal(String(hour));
  if (minute === 30) return halfPast[hour] ?? `साढ़े ${said}`;
  if (minute === 15) return hour === 1 ? 'सवा' : `सवा ${said}`;
  if (minute === 45) return hour === 12 ? 'पौन' : `पौने ${cardinal(String(hour + 1))}`;
  return undefined;
}

const halfPast: Readonly<Record<number, string>> = { 1: 'डेढ़', 2: 'ढाई' };

function partOfDay(hour: number, half: 'am' | 'pm'): string {
  if (half === 'am') return hour === 12 ? 'रात' : 'सुबह';
  if (hour === 12 || hour < 4) return 'दोपहर';
  return hour < 8 ? 'शाम' : 'रात';
}
