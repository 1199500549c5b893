import { z } from "zod";
import type { DeviceKind } from "../device-kind.ts";

/**
 * How sure a change must be: the evidence has to hold without a break for this much event time and this many readings.
 * The larger of seconds and intervals of the sensor counts.
 */
const holdSchema = z.object({
  seconds: z.number().nonnegative(),
  intervals: z.number().nonnegative(),
  readings: z.number().int().positive(),
});
export type Hold = z.infer<typeof holdSchema>;

const checkShape = { enter: holdSchema, leave: holdSchema };

/** Limits of each check for one kind of sensor; a check that is null is not made. */
export const faultThresholdsSchema = z.object({
  /** Readings that are older when they come are history being loaded; they do not say how a sensor is now. */
  historyAfterS: z.number().positive(),
  /** Silence of this length is a fault; two readings within it end it. */
  noData: z.object({ seconds: z.number().positive(), intervals: z.number().positive() }).nullable(),
  clockSkew: z
    .object({ ...checkShape, aheadS: z.number(), behindS: z.number(), jitterS: z.number() })
    .nullable(),
  stuck: z.object(checkShape).nullable(),
  highValue: z
    .object({
      ...checkShape,
      limits: z.record(z.string(), z.object({ min: z.number(), max: z.number() })),
    })
    .nullable(),
  lockedOn: z
    .object({
      ...checkShape,
      /** Covered for at least this share of the period … */
      occupancy: z.number(),
      /** … and no longer once it is below this one. */
      clearOccupancy: z.number(),
    })
    .nullable(),
  chatter: z
    .object({
      ...checkShape,
      /** Mean length that a counted vehicle covers, m, below which one vehicle was counted more than once. */
      lengthM: z.number(),
      clearLengthM: z.number(),
      vehicles: z.number(),
    })
    .nullable(),
  implausible: z
    .object({
      ...checkShape,
      /** Vehicles in a reading from which on they must have covered the loop and moved. */
      vehicles: z.number(),
      movingKmh: z.number(),
      /** A vehicle that covers more than this at more than `freeKmh` is none. */
      lengthM: z.number(),
      freeKmh: z.number(),
      /** Mean speed above this many times the posted limit. */
      limitFactor: z.number(),
    })
    .nullable(),
  disagrees: z
    .object({
      ...checkShape,
      /** Loops: vehicles missed while none was counted, or counted beyond what is expected … */
      vehicles: z.number(),
      /** … and this many times of what is expected, by the loop's usual share of what others count. */
      highFactor: z.number(),
      /** Stations: distance from the median of the others in robust standard deviations, and at least. */
      sigmas: z.number(),
      floors: z.record(z.string(), z.number()),
      others: z.number().int().positive(),
    })
    .nullable(),
});
export type FaultThresholds = z.infer<typeof faultThresholdsSchema>;

const HISTORY_AFTER_S = 600;
const NO_DATA = { seconds: 120, intervals: 5 };
const CLOCK_SKEW: FaultThresholds["clockSkew"] = {
  aheadS: 5,
  behindS: 60,
  jitterS: 5,
  enter: { seconds: 0, intervals: 0, readings: 5 },
  leave: { seconds: 0, intervals: 0, readings: 5 },
};
const STUCK: FaultThresholds["stuck"] = {
  enter: { seconds: 600, intervals: 10, readings: 6 },
  leave: { seconds: 0, intervals: 0, readings: 3 },
};
const THREE_THEN_FIVE = {
  enter: { seconds: 0, intervals: 0, readings: 3 },
  leave: { seconds: 0, intervals: 0, readings: 5 },
};
const TEN_MINUTES: Hold = { seconds: 600, intervals: 3, readings: 3 };
const FIVE_MINUTES: Hold = { seconds: 300, intervals: 3, readings: 3 };
const HALF_AN_HOUR: Hold = { seconds: 1_800, intervals: 5, readings: 5 };

/**
 * Defaults by kind. Sources: 3,000 veh/h and lane lies above the 2,400 pc/h that the Highway Capacity Manual gives for a
 * basic freeway lane; 2.5 m is shorter than the shortest car together with a loop; the ranges of air and weather are
 * those of common instruments, beyond WMO and EPA records of cities. All are ours to change, none is a standard.
 */
export const DEFAULT_FAULT_THRESHOLDS: Readonly<Record<DeviceKind, FaultThresholds>> = {
  traffic: {
    historyAfterS: HISTORY_AFTER_S,
    noData: NO_DATA,
    clockSkew: CLOCK_SKEW,
    stuck: STUCK,
    highValue: {
      ...THREE_THEN_FIVE,
      limits: { laneFlowVph: { min: 0, max: 3_000 }, speedKmh: { min: 0, max: 200 } },
    },
    lockedOn: { enter: TEN_MINUTES, leave: FIVE_MINUTES, occupancy: 0.95, clearOccupancy: 0.9 },
    chatter: { enter: TEN_MINUTES, leave: TEN_MINUTES, lengthM: 2.5, clearLengthM: 3, vehicles: 10 },
    implausible: {
      enter: FIVE_MINUTES,
      leave: FIVE_MINUTES,
      vehicles: 5,
      movingKmh: 1,
      lengthM: 40,
      freeKmh: 40,
      limitFactor: 2.5,
    },
    disagrees: {
      enter: { seconds: 900, intervals: 5, readings: 3 },
      leave: { seconds: 900, intervals: 5, readings: 3 },
      vehicles: 20,
      highFactor: 3,
      sigmas: 0,
      floors: {},
      others: 1,
    },
  },
  vehicle: {
    historyAfterS: HISTORY_AFTER_S,
    noData: { seconds: 30, intervals: 5 },
    clockSkew: CLOCK_SKEW,
    stuck: null,
    highValue: null,
    lockedOn: null,
    chatter: null,
    implausible: null,
    disagrees: null,
  },
  air: {
    historyAfterS: HISTORY_AFTER_S,
    noData: NO_DATA,
    clockSkew: CLOCK_SKEW,
    stuck: { ...STUCK, enter: { seconds: 1_800, intervals: 10, readings: 6 } },
    highValue: {
      ...THREE_THEN_FIVE,
      limits: {
        pm25: { min: 0, max: 1_000 },
        pm10: { min: 0, max: 2_000 },
        no2: { min: 0, max: 1_000 },
        o3: { min: 0, max: 600 },
        so2: { min: 0, max: 2_000 },
        co: { min: 0, max: 100 },
      },
    },
    lockedOn: null,
    chatter: null,
    implausible: null,
    disagrees: {
      enter: HALF_AN_HOUR,
      leave: HALF_AN_HOUR,
      vehicles: 0,
      highFactor: 0,
      sigmas: 8,
      floors: { pm25: 40, pm10: 80, no2: 120, o3: 80, so2: 80, co: 5 },
      others: 4,
    },
  },
  parking: {
    historyAfterS: HISTORY_AFTER_S,
    noData: NO_DATA,
    clockSkew: CLOCK_SKEW,
    stuck: null,
    highValue: { ...THREE_THEN_FIVE, limits: { occupiedShare: { min: 0, max: 1.05 } } },
    lockedOn: null,
    chatter: null,
    implausible: null,
    disagrees: null,
  },
  weather: {
    historyAfterS: HISTORY_AFTER_S,
    noData: NO_DATA,
    clockSkew: CLOCK_SKEW,
    stuck: { ...STUCK, enter: { seconds: 1_800, intervals: 10, readings: 6 } },
    highValue: {
      ...THREE_THEN_FIVE,
      limits: {
        temperatureC: { min: -60, max: 60 },
        precipitationMmH: { min: 0, max: 300 },
        windMs: { min: 0, max: 75 },
        pressureHpa: { min: 850, max: 1_090 },
      },
    },
    lockedOn: null,
    chatter: null,
    implausible: null,
    disagrees: {
      enter: HALF_AN_HOUR,
      leave: HALF_AN_HOUR,
      vehicles: 0,
      highFactor: 0,
      sigmas: 8,
      floors: { temperatureC: 6, pressureHpa: 8, relativeHumidity: 0.4 },
      others: 3,
    },
  },
  camera: {
    historyAfterS: HISTORY_AFTER_S,
    noData: NO_DATA,
    clockSkew: CLOCK_SKEW,
    stuck: { ...STUCK, enter: { seconds: 900, intervals: 10, readings: 10 } },
    highValue: { ...THREE_THEN_FIVE, limits: { speedKmh: { min: 0, max: 200 } } },
    lockedOn: null,
    chatter: null,
    implausible: null,
    disagrees: null,
  },
};

/** Time that a hold takes for a sensor with this interval, s: what it asks for, in time or in readings. */
export function holdS(hold: Hold, expectedIntervalS: number): number {
  const forReadings = (hold.readings - 1) * expectedIntervalS;
  return Math.max(hold.seconds, hold.intervals * expectedIntervalS, forReadings);
}
