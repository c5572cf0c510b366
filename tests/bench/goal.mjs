/** A row's comparison with what was promised: a ratio up to 1 means that the goal is met. */
export function againstGoal(value, goal, unit = '') {
  return { ratio: value / goal, against: `goal ≤ ${goal}${unit && ` ${unit}`}` };
}
