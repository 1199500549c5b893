/** Longest bar, px. */
const MAX_BAR_PX = 100;

/** Round length that fits the bar, its label, and its width at so many metres a px. */
export function scaleBar(metresPerPx: number): { widthPx: number; label: string } {
  const longestM = metresPerPx * MAX_BAR_PX;
  const power = 10 ** Math.floor(Math.log10(longestM));
  const roundM = ([5, 2, 1].find((factor) => factor * power <= longestM) ?? 1) * power;
  const label = roundM >= 1_000 ? `${roundM / 1_000} km` : `${roundM} m`;
  return { widthPx: Math.round(roundM / metresPerPx), label };
}
