import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import type { FaultFinding } from "@arterial/domain/quality/sensor-fault";
import { robustZ, spreadOf } from "@arterial/domain/statistics/quantile";
import type { Verdict } from "./fault-hold.ts";
import type { ApplyVerdict } from "./reading-checks.ts";
import { partOf, type SensorState, WHOLE } from "./sensor-state.ts";

/** A station's newest values by quantity. */
export interface StationValues {
  deviceId: string;
  values: Readonly<Record<string, number>>;
}

/**
 * Compares stations of one kind with each other: a value that lies far from the median of all, in robust standard
 * deviations and by a floor, speaks against its station. Too few stations say nothing.
 */
export function compareStations(
  stations: readonly StationValues[],
  limits: NonNullable<FaultThresholds["disagrees"]>,
): Map<string, Verdict> {
  const findings = new Map<string, FaultFinding[]>();
  for (const [quantity, floor] of Object.entries(limits.floors)) {
    const measured = stations.flatMap(({ deviceId, values }) => {
      const value = values[quantity];
      return value === undefined ? [] : [{ deviceId, value }];
    });
    if (measured.length <= limits.others) continue;
    const spread = spreadOf(measured.map(({ value }) => value));
    if (!spread) continue;
    for (const { deviceId, value } of measured) {
      const own = findings.get(deviceId) ?? [];
      findings.set(deviceId, own);
      const distance = Math.abs(value - spread.p50);
      if (Math.abs(robustZ(value, spread, floor / limits.sigmas)) <= limits.sigmas) continue;
      own.push({ quantity, value, limit: spread.p50, relation: value > spread.p50 ? "above" : "below" });
      own.push({ quantity: `${quantity}.distance`, value: distance, limit: floor, relation: "above" });
    }
  }
  return findings;
}

const COMPARE_EVERY_MS = 60_000;
/** A station takes part in the comparison while its newest reading is this young, in intervals. */
const COMPARED_INTERVALS = 3;

/** Keeps the newest values of stations, and compares them once a minute. */
export interface StationWatch {
  take(device: Device, sensor: SensorState, values: Readonly<Record<string, number>>): void;
  tick(devices: readonly Device[], nowMs: number): void;
}

interface Station {
  sensor: SensorState;
  values: Readonly<Record<string, number>>;
}

/** Creates the watch for the kinds whose thresholds name quantities to compare. */
export function createStationWatch(options: {
  thresholds: Readonly<Record<DeviceKind, FaultThresholds>>;
  apply: ApplyVerdict;
}): StationWatch {
  const stations = new Map<string, Station>();
  let comparedAt = Number.NEGATIVE_INFINITY;

  function compare(
    devices: readonly Device[],
    limits: NonNullable<FaultThresholds["disagrees"]>,
    nowMs: number,
  ): void {
    const heard = devices.flatMap((device) => {
      const station = stations.get(device.id);
      const youngestMs = COMPARED_INTERVALS * device.expectedIntervalS * 1000;
      return station && nowMs - station.sensor.heardAt <= youngestMs ? [{ device, ...station }] : [];
    });
    const verdicts = compareStations(
      heard.map(({ device, values }) => ({ deviceId: device.id, values })),
      limits,
    );
    for (const { device, sensor } of heard) {
      const place = { device, part: partOf(sensor, WHOLE), atMs: nowMs };
      options.apply(place, "disagrees", verdicts.get(device.id) ?? null);
    }
  }

  return {
    take(device, sensor, values) {
      const floors = options.thresholds[device.kind].disagrees?.floors ?? {};
      if (Object.keys(floors).length > 0) stations.set(device.id, { sensor, values });
    },
    tick(devices, nowMs) {
      if (nowMs - comparedAt < COMPARE_EVERY_MS) return;
      comparedAt = nowMs;
      for (const [kind, own] of Map.groupBy(devices, (device) => device.kind)) {
        const limits = options.thresholds[kind].disagrees;
        if (limits && Object.keys(limits.floors).length > 0) compare(own, limits, nowMs);
      }
    },
  };
}
