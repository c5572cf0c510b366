/** The speeds that the slider offers: finer where speech is still comfortable, and 1 near the middle. */
export const speeds: readonly number[] = [
  ...steps(0.25, 1, 0.05),
  ...steps(1, 2, 0.1),
  ...steps(2, 4, 0.25),
  4,
];

function steps(from: number, to: number, by: number): number[] {
  const count = Math.round((to - from) / by);
  return Array.from({ length: count }, (_, i) => Number((from + i * by).toFixed(2)));
}
