import type { CongestionClass } from "./congestion-class.ts";

/** Classes in order, from the most congested, each with the ratio of speed to free flow at which the next begins. */
const SCALE = [
  { name: "severe", below: 0.6 },
  { name: "heavy", below: 0.7 },
  { name: "moderate", below: 0.8 },
  { name: "light", below: 0.9 },
  { name: "free", below: Number.POSITIVE_INFINITY },
] as const satisfies readonly { name: CongestionClass; below: number }[];

/** A class that says how fast traffic is. */
export type MeasuredClass = (typeof SCALE)[number]["name"];

/** True for a class that says how fast traffic is, not that it is unknown or impossible. */
export function isMeasuredClass(value: CongestionClass | undefined): value is MeasuredClass {
  return SCALE.some((entry) => entry.name === value);
}

/** How far beyond a class's bound the ratio must rise before the class is left. */
export const LEAVE_MARGIN = 0.06;

/**
 * Class of a ratio of speed to free flow, without memory. Bounds after TomTom's segment colours (0.6, 0.7, 0.8, 0.9);
 * a ratio on a bound belongs to the better class.
 */
export function classOfRatio(ratio: number): MeasuredClass {
  return nameAt(levelOf(ratio));
}

/** How sure a change must be before the class follows. */
export interface CongestionRule {
  /** A change needs this many … */
  votes: number;
  /** … of the last this many windows. */
  of: number;
}

/** For one-minute windows: two of the last three minutes. */
export const MINUTE_RULE: CongestionRule = { votes: 2, of: 3 };

/** For longer windows, which are steady by themselves. */
export const SINGLE_WINDOW_RULE: CongestionRule = { votes: 1, of: 1 };

/** What the class of a segment was decided from: the class and the newest ratios, oldest first. */
export interface CongestionState {
  readonly congestionClass: MeasuredClass | null;
  readonly ratios: readonly number[];
}

export const NO_CONGESTION_STATE: CongestionState = { congestionClass: null, ratios: [] };

/**
 * The state after one more window. A worse class is entered below its bound and left only at bound + 0.06, and either
 * way as soon as `votes` of the last `of` windows agree that it is not the present one; it then moves as far as that
 * many windows reach. The first window decides alone.
 */
export function nextCongestion(
  state: CongestionState,
  ratio: number,
  rule: CongestionRule = MINUTE_RULE,
): CongestionState & { congestionClass: MeasuredClass } {
  const ratios = [...state.ratios, ratio].slice(-rule.of);
  const { congestionClass } = state;
  if (congestionClass === null) return { congestionClass: classOfRatio(ratio), ratios };
  const present = SCALE.findIndex((entry) => entry.name === congestionClass);
  const wished = ratios.map((value) => levelFrom(present, value)).sort((a, b) => a - b);
  const worse = wished.filter((level) => level < present)[rule.votes - 1];
  const better = wished.filter((level) => level > present).at(-rule.votes);
  return { congestionClass: nameAt(worse ?? better ?? present), ratios };
}

/** Level that a ratio asks for when the present level is known: the present one until the margin is passed. */
function levelFrom(present: number, ratio: number): number {
  const plain = levelOf(ratio);
  const bound = SCALE[present]?.below ?? Number.POSITIVE_INFINITY;
  return plain > present && ratio < bound + LEAVE_MARGIN ? present : plain;
}

function levelOf(ratio: number): number {
  return SCALE.findIndex((entry) => ratio < entry.below);
}

function nameAt(level: number): MeasuredClass {
  return (SCALE[level] ?? SCALE[SCALE.length - 1] ?? SCALE[0]).name;
}
