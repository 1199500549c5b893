import { type Hold, holdS } from "@arterial/domain/quality/fault-thresholds";
import type { FaultEvidence, FaultFinding } from "@arterial/domain/quality/sensor-fault";

/** What one reading says about one class of fault: findings against the sensor, none, or nothing either way. */
export type Verdict = readonly FaultFinding[] | null;

/** Hysteresis of one class of fault of one sensor. Times are epoch ms of event time. */
export interface FaultHold {
  isActive: boolean;
  /** From when on the evidence holds without a break; NaN while it does not. */
  since: number;
  foundAt: number;
  readings: number;
  findings: readonly FaultFinding[];
  /** From when on the evidence is gone while the fault is still active; NaN while it is not. */
  clearSince: number;
  clearReadings: number;
  newestAt: number;
}

export type HoldChange = "found" | "ended" | null;

export interface HoldRule {
  enter: Hold;
  leave: Hold;
  expectedIntervalS: number;
}

export function createFaultHold(): FaultHold {
  return {
    isActive: false,
    since: Number.NaN,
    foundAt: Number.NaN,
    readings: 0,
    findings: [],
    clearSince: Number.NaN,
    clearReadings: 0,
    newestAt: Number.NaN,
  };
}

/** Takes one verdict. A fault is found when findings have held for the rule's time, and ends when none have for its. */
export function stepHold(hold: FaultHold, verdict: Verdict, atMs: number, rule: HoldRule): HoldChange {
  if (verdict === null) return null;
  if (verdict.length > 0) return accuse(hold, verdict, atMs, rule);
  return acquit(hold, atMs, rule);
}

/** Evidence that was interrupted by silence does not add up; a fault that was found stays until it is disproved. */
export function breakHold(hold: FaultHold): void {
  if (!hold.isActive) Object.assign(hold, { since: Number.NaN, readings: 0, findings: [] });
  Object.assign(hold, { clearSince: Number.NaN, clearReadings: 0 });
}

/** The evidence of a hold as it is kept and shown. */
export function evidenceOf(hold: FaultHold): FaultEvidence {
  const windowS = Math.max(0, (hold.newestAt - hold.since) / 1000);
  return { findings: hold.findings.map((finding) => ({ ...finding })), windowS, readings: hold.readings };
}

function accuse(
  hold: FaultHold,
  findings: readonly FaultFinding[],
  atMs: number,
  rule: HoldRule,
): HoldChange {
  const isEnded = !hold.isActive && !Number.isNaN(hold.clearSince);
  if (isEnded || (!hold.isActive && atMs - hold.newestAt > longestBreakMs(rule))) breakHold(hold);
  hold.clearSince = Number.NaN;
  hold.clearReadings = 0;
  if (Number.isNaN(hold.since)) hold.since = atMs;
  hold.readings += 1;
  hold.findings = findings;
  hold.newestAt = atMs;
  if (hold.isActive || !isHeld(rule.enter, hold.readings, atMs - hold.since, rule)) return null;
  hold.isActive = true;
  hold.foundAt = atMs;
  return "found";
}

function acquit(hold: FaultHold, atMs: number, rule: HoldRule): HoldChange {
  if (!hold.isActive) {
    breakHold(hold);
    return null;
  }
  if (Number.isNaN(hold.clearSince)) hold.clearSince = atMs;
  hold.clearReadings += 1;
  if (!isHeld(rule.leave, hold.clearReadings, atMs - hold.clearSince, rule)) return null;
  hold.isActive = false;
  return "ended";
}

function isHeld(hold: Hold, readings: number, lastedMs: number, rule: HoldRule): boolean {
  if (readings < hold.readings) return false;
  return lastedMs >= Math.max(hold.seconds, hold.intervals * rule.expectedIntervalS) * 1000;
}

/** Readings that say nothing may lie between two that accuse, but not for longer than this. */
function longestBreakMs(rule: HoldRule): number {
  return Math.max(LEAST_BREAK_S, 2 * holdS(rule.enter, rule.expectedIntervalS)) * 1000;
}

const LEAST_BREAK_S = 900;

/** Longest time from the first reading that shows a fault to its being called one, s, while readings come in time. */
export function longestUntilFoundS(rule: HoldRule): number {
  return holdS(rule.enter, rule.expectedIntervalS) + rule.expectedIntervalS;
}
