import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import type { FaultFinding } from "@arterial/domain/quality/sensor-fault";
import type { TrafficReading } from "@arterial/domain/traffic/observation";
import type { Verdict } from "./fault-hold.ts";

/** Sums of a loop's newest readings, older ones counting less and less. */
export interface LoopSums {
  /** For length and speed: vehicles with a speed, metres that covered the loop, and their speeds. */
  vehicles: number;
  coveredM: number;
  speedSumKmh: number;
  /** For the comparison with others: what it counted, and what they did meanwhile. */
  counted: number;
  others: number;
  /** What they counted since this loop counted anything. */
  othersSince: number;
  /** The same over a day, while nothing spoke against the loop: its usual share of what they count. */
  usualCounted: number;
  usualOthers: number;
}

/** A reading as the checks need it. */
export interface LoopMeasure {
  vehicles: number | undefined;
  periodS: number;
  /** Of all lanes that the loop counts, veh/h. */
  flowVph: number | undefined;
  speedKmh: number | undefined;
  occupancy: number | undefined;
}

/** The mean length is that of about this many vehicles. */
const LENGTH_MEMORY_VEHICLES = 20;

/** Counts are forgotten with these times, s. */
const COUNT_MEMORY_S = 900;
const SHARE_MEMORY_S = 86_400;

/** Vehicles that others must have counted before a loop's usual share is known. */
const MIN_SHARE_VEHICLES = 200;

/** A loop that never counted anything has no share; this many times more must have passed before that speaks. */
const NEVER_COUNTED_FACTOR = 20;

/** Shortest length that a vehicle covers, m, when a loop that counts should have been covered; see `implausible`. */
const SHORTEST_M = 4;
const LEAST_EXPECTED_OCCUPANCY = 0.02;

/** Readings whose vehicles would cover less than this are left out of lengths: occupancy comes rounded. */
const LEAST_USEFUL_OCCUPANCY = 0.005;

export function createLoopSums(): LoopSums {
  return {
    vehicles: 0,
    coveredM: 0,
    speedSumKmh: 0,
    counted: 0,
    others: 0,
    othersSince: 0,
    usualCounted: 0,
    usualOthers: 0,
  };
}

/** Count, period, flow, speed and occupancy of a reading. */
export function loopMeasure(reading: TrafficReading, expectedIntervalS: number): LoopMeasure {
  const periodS = reading.periodS ?? expectedIntervalS;
  const vehicles =
    reading.count ?? (reading.flowVph === undefined ? undefined : (reading.flowVph * periodS) / 3600);
  const flowVph = vehicles === undefined ? undefined : (vehicles * 3600) / periodS;
  return { vehicles, periodS, flowVph, speedKmh: reading.speedKmh, occupancy: reading.occupancy };
}

/**
 * Adds a reading to the sums of length and speed. Where vehicles are counted but no speed is told, they are taken to
 * drive at the posted limit: counting what is not there comes without a speed.
 */
export function addToLengths(sums: LoopSums, measure: LoopMeasure, postedKmh: number | undefined): void {
  const { vehicles = 0, periodS, occupancy } = measure;
  const speedKmh = measure.speedKmh ?? postedKmh ?? 0;
  if (vehicles <= 0 || speedKmh <= 0 || occupancy === undefined) return;
  const speedMs = speedKmh / 3.6;
  if ((vehicles * SHORTEST_M) / (speedMs * periodS) < LEAST_USEFUL_OCCUPANCY) return;
  const keep = Math.exp(-vehicles / LENGTH_MEMORY_VEHICLES);
  sums.vehicles = sums.vehicles * keep + vehicles;
  sums.coveredM = sums.coveredM * keep + occupancy * periodS * speedMs;
  sums.speedSumKmh = sums.speedSumKmh * keep + vehicles * speedKmh;
}

/**
 * Compares a loop's counts with what others count, by its own usual share of theirs: lanes of one road are used very
 * unevenly, each in its own way. Adds the reading to the sums; the share is learnt while nothing speaks against it.
 */
export function loopDisagrees(
  sums: LoopSums,
  context: { vehicles: number; othersVph: number; periodS: number },
  limits: NonNullable<FaultThresholds["disagrees"]>,
): Verdict {
  const { vehicles, othersVph, periodS } = context;
  const others = (othersVph * periodS) / 3600;
  const keep = Math.exp(-periodS / COUNT_MEMORY_S);
  sums.counted = sums.counted * keep + vehicles;
  sums.others = sums.others * keep + others;
  sums.othersSince = vehicles > 0 ? 0 : sums.othersSince + others;
  const verdict = compareCounts(sums, limits);
  if (verdict === null || verdict.length === 0) {
    const usual = Math.exp(-periodS / SHARE_MEMORY_S);
    sums.usualCounted = sums.usualCounted * usual + vehicles;
    sums.usualOthers = sums.usualOthers * usual + others;
  }
  return verdict;
}

function compareCounts(sums: LoopSums, limits: NonNullable<FaultThresholds["disagrees"]>): Verdict {
  if (sums.usualOthers < MIN_SHARE_VEHICLES) return null;
  const share = sums.usualCounted / sums.usualOthers;
  if (share === 0 && sums.usualOthers >= NEVER_COUNTED_FACTOR * limits.vehicles) {
    return [{ quantity: "vehicles", value: 0, limit: sums.usualOthers, relation: "below" }];
  }
  const missed = share * sums.othersSince;
  if (missed >= limits.vehicles) {
    return [{ quantity: "vehicles", value: 0, limit: missed, relation: "below" }];
  }
  const expected = share * sums.others;
  const high = expected * limits.highFactor;
  if (sums.counted > high && sums.counted - expected >= limits.vehicles) {
    return [{ quantity: "vehicles", value: sums.counted, limit: high, relation: "above" }];
  }
  return sums.counted > 0 ? [] : null;
}

/** A vehicle on the loop all the time. */
export function lockedOn(
  { occupancy, vehicles }: LoopMeasure,
  limits: NonNullable<FaultThresholds["lockedOn"]>,
): Verdict {
  if (occupancy === undefined) return null;
  if (occupancy >= limits.occupancy) {
    const counted: FaultFinding[] =
      vehicles === 0 ? [{ quantity: "vehicles", value: 0, limit: 0, relation: "equal" }] : [];
    return [
      { quantity: "occupancy", value: occupancy, limit: limits.occupancy, relation: "above" },
      ...counted,
    ];
  }
  return occupancy < limits.clearOccupancy ? [] : null;
}

/**
 * One vehicle counted more than once. A vehicle of length L at speed v covers a loop for L / v, so that occupancy times
 * period times speed over the count is the mean length (the g-factor of PeMS read the other way); counted k times, a
 * vehicle seems to have L / k. Stopping vehicles make it longer, never shorter.
 */
export function chatter(sums: LoopSums, limits: NonNullable<FaultThresholds["chatter"]>): Verdict {
  if (sums.vehicles < limits.vehicles) return null;
  const lengthM = sums.coveredM / sums.vehicles;
  if (lengthM < limits.lengthM) {
    return [{ quantity: "effectiveLengthM", value: lengthM, limit: limits.lengthM, relation: "below" }];
  }
  return lengthM > limits.clearLengthM ? [] : null;
}

/** Speed, flow and occupancy that exclude each other; `postedKmh` undefined when the limit is not known. */
export function implausible(
  measure: LoopMeasure,
  context: {
    sums: LoopSums;
    limits: NonNullable<FaultThresholds["implausible"]>;
    lockedAt: number;
    postedKmh: number | undefined;
  },
): Verdict {
  const { sums, limits, lockedAt, postedKmh } = context;
  const { vehicles = 0, speedKmh, occupancy, periodS } = measure;
  if (vehicles <= 0 || (occupancy !== undefined && occupancy >= lockedAt)) return null;
  const findings: FaultFinding[] = [];
  const isEnough = vehicles >= limits.vehicles;
  if (isEnough && occupancy === 0 && speedKmh !== undefined && speedKmh > 0) {
    const expected = (vehicles * SHORTEST_M) / ((speedKmh / 3.6) * periodS);
    if (expected >= LEAST_EXPECTED_OCCUPANCY) {
      findings.push({ quantity: "occupancy", value: 0, limit: expected, relation: "below" });
    }
  }
  if (isEnough && speedKmh !== undefined && speedKmh < limits.movingKmh) {
    findings.push({ quantity: "speedKmh", value: speedKmh, limit: limits.movingKmh, relation: "below" });
  }
  if (
    isEnough &&
    speedKmh !== undefined &&
    postedKmh !== undefined &&
    speedKmh > postedKmh * limits.limitFactor
  ) {
    const limit = postedKmh * limits.limitFactor;
    findings.push({ quantity: "speedKmh", value: speedKmh, limit, relation: "above" });
  }
  if (sums.vehicles >= limits.vehicles && sums.speedSumKmh / sums.vehicles > limits.freeKmh) {
    const lengthM = sums.coveredM / sums.vehicles;
    if (lengthM > limits.lengthM) {
      findings.push({
        quantity: "effectiveLengthM",
        value: lengthM,
        limit: limits.lengthM,
        relation: "above",
      });
    }
  }
  return findings;
}
