/** Three digits of a number, as a value and its power of a thousand. */
export type GroupOfThree = { value: number; power: number };

/** Groups of three digits from the highest down, without those of zeros: `1000234` → 1 of a million, 234 of one. */
export function groupsOfThree(digits: string): GroupOfThree[] {
  const groups: GroupOfThree[] = [];
  for (let end = digits.length, power = 0; end > 0; end -= 3, power++) {
    const value = Number(digits.slice(Math.max(0, end - 3), end));
    if (value > 0) groups.unshift({ value, power });
  }
  return groups;
}
