import type { Device, DeviceKind } from "@arterial/domain/device-kind";
import { isOfWholeDevice } from "@arterial/domain/latest-reading";
import type { Observation } from "@arterial/domain/observation";
import type { FaultClass } from "@arterial/domain/quality/fault-class";
import type { FaultThresholds } from "@arterial/domain/quality/fault-thresholds";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { MAX_READING_AGE_MS, MAX_READING_AHEAD_MS } from "@arterial/domain/reading";
import { createFaultLedger, type FaultLedger } from "./fault-ledger.ts";
import type { LoopReferences } from "./loop-reference.ts";
import { type ApplyVerdict, createReadingChecks } from "./reading-checks.ts";
import type { SavedSensor } from "./saved-sensor.ts";
import {
  createSensorState,
  holdOf,
  type PartState,
  partOf,
  partToDisprove,
  type SensorState,
  WHOLE,
} from "./sensor-state.ts";
import { createSilenceWatch } from "./silence.ts";
import { createStationWatch } from "./station-comparison.ts";
import { clockSkew } from "./value-checks.ts";
export interface SensorHealthOptions {
  devices: () => readonly Device[];
  deviceOf: (deviceId: string) => Device | undefined;
  thresholds: Readonly<Record<DeviceKind, FaultThresholds>>;
  references: () => LoopReferences;
  /** Posted limit of a segment, km/h. */
  postedKmhOf: (segmentId: string) => number | undefined;
  /** When listening began, epoch ms: silence before it is nobody's fault. */
  startedAt: number;
}

/** A reading that was refused for its time. */
export interface RefusedReading {
  deviceId: string;
  receivedAt: number;
  /** How far its clock is ahead, s; negative when it is behind. */
  aheadS: number;
}

/** Watches the health of every sensor, in event time: constant work a reading, no clock of its own. */
export interface SensorHealth {
  take(observation: Observation): void;
  takeRefused(reading: RefusedReading): void;
  /** Looks for silence, and compares stations with each other. */
  tick(nowMs: number): void;
  /** The fault that names a sensor's trouble: the first of the cascade. */
  faultOf(deviceId: string): SensorFault | undefined;
  /** The naming fault of every faulty sensor. */
  current(): SensorFault[];
  /** Faults that were found or ended since the last call. */
  takeChanges(): SensorFault[];
  /** Whether no fault stood against what a sensor measured when it took a reading. */
  isTrustedAt: FaultLedger["isTrustedAt"];
  /** Everything that is known of a sensor; undefined while it was not heard of. */
  save(deviceId: string): SavedSensor | undefined;
  /** Takes over what was known of a sensor. Readings after that are to be taken again. */
  load(deviceId: string, saved: SavedSensor): void;
  /** Takes over faults that were open before a restart, and whose beginning is not among the readings that are taken again. */
  restore(faults: readonly SensorFault[]): void;
  /**
   * Takes over those of the stored open faults that are neither open here nor have ended here since. One that was found by
   * a reading which is not stored yet is left to that reading: it comes again, and until then the fault has ended.
   */
  adopt(faults: readonly SensorFault[]): void;
}

/** Creates the watch with nothing heard yet. */
export function createSensorHealth(options: SensorHealthOptions): SensorHealth {
  const { deviceOf, thresholds } = options;
  const sensors = new Map<string, SensorState>();
  const ledger = createFaultLedger();
  const partsOf = (deviceId: string) => sensors.get(deviceId)?.parts.values() ?? [];
  const apply = createApply(thresholds, ledger, partsOf);
  const silence = createSilenceWatch({ ...options, ledger });
  const stations = createStationWatch({ ...options, apply });
  const checkReading = createReadingChecks({ ...options, apply, isTrustedAt: ledger.isTrustedAt });

  function sensorOf(deviceId: string): SensorState {
    const sensor = sensors.get(deviceId) ?? createSensorState();
    sensors.set(deviceId, sensor);
    return sensor;
  }

  return {
    take(observation) {
      const { deviceId, receivedAt, reading, kind } = observation;
      const device = deviceOf(deviceId);
      if (!device || device.kind !== kind) return;
      const sensor = sensorOf(deviceId);
      sensor.takenTo = Math.max(sensor.takenTo, receivedAt);
      const { clockSkew: limits, historyAfterS } = thresholds[kind];
      if (limits && receivedAt !== sensor.clockCheckedAt) {
        const times = { ts: reading.ts, receivedAt, expectedIntervalS: device.expectedIntervalS };
        const place = { device, part: partOf(sensor, WHOLE), atMs: receivedAt };
        apply(place, "clock_skew", clockSkew(sensor, times, limits));
      }
      silence.hear(device, sensor, receivedAt);
      if (kind === "vehicle" || receivedAt - reading.ts > historyAfterS * 1_000) return;
      const name = partName(observation);
      if (name === null) return;
      const part = partOf(sensor, name);
      // Late and repeated readings are stored and counted elsewhere; the health of now is not about them.
      if (reading.ts <= part.newestTs) return;
      const quantities = checkReading(device, part, observation);
      stations.take(device, sensor, quantities);
    },
    takeRefused({ deviceId, receivedAt, aheadS }) {
      const device = deviceOf(deviceId);
      const limits = device && thresholds[device.kind].clockSkew;
      if (!device || !limits) return;
      const sensor = sensorOf(deviceId);
      const [quantity, limit] = aheadS > 0 ? ["aheadS", limits.aheadS] : ["behindS", limits.behindS];
      const finding = { quantity, value: Math.abs(aheadS), limit, relation: "above" } as const;
      apply({ device, part: partOf(sensor, WHOLE), atMs: receivedAt }, "clock_skew", [finding]);
      // It speaks, though nothing of it can be used: its clock is the fault, not silence.
      silence.hear(device, sensor, receivedAt);
    },
    tick(nowMs) {
      for (const device of options.devices()) silence.look(device, sensorOf(device.id), nowMs);
      stations.tick(options.devices(), nowMs);
    },
    faultOf: ledger.leadingOf,
    current: ledger.current,
    takeChanges: ledger.takeChanges,
    isTrustedAt: ledger.isTrustedAt,
    ...createMemory(sensors, sensorOf, ledger),
  };
}

/** What survives a restart. */
function createMemory(
  sensors: Map<string, SensorState>,
  sensorOf: (deviceId: string) => SensorState,
  ledger: FaultLedger,
): Pick<SensorHealth, "save" | "load" | "adopt" | "restore"> {
  return {
    save(deviceId) {
      const sensor = sensors.get(deviceId);
      return sensor && { sensor, ...ledger.save(deviceId) };
    },
    load(deviceId, { sensor, faults, distrusted }) {
      sensors.set(deviceId, sensor);
      ledger.load(deviceId, { faults: [...faults], distrusted: [...distrusted] });
    },
    adopt(faults) {
      const unknown = faults.filter((fault) => !ledger.knows(fault));
      for (const fault of unknown) {
        const sensor = sensorOf(fault.deviceId);
        if (isFoundLater(sensor, fault)) ledger.retract(fault);
        else restoreFault(sensor, fault, ledger);
      }
      ledger.forgetChanges(unknown);
    },
    restore(faults) {
      for (const fault of faults) restoreFault(sensorOf(fault.deviceId), fault, ledger);
      ledger.takeChanges();
    },
  };
}

/** Classes that the values of a sensor's own readings alone decide. */
const OF_READINGS: ReadonlySet<FaultClass> = new Set<FaultClass>([
  "locked_on",
  "stuck",
  "high_value",
  "chatter",
  "implausible",
]);

/** Whether the reading that showed a fault is newer than all that were taken of the sensor. */
function isFoundLater({ parts, takenTo }: SensorState, fault: SensorFault): boolean {
  const { faultClass, foundAt } = fault;
  if (faultClass === "clock_skew") return takenTo < foundAt && isOfTakenReadings(fault);
  return OF_READINGS.has(faultClass) && [...parts.values()].every(({ newestTs }) => newestTs < foundAt);
}

/** Whether a clock was found wrong by readings that were taken: those that were refused for it do not come again. */
function isOfTakenReadings({ evidence }: SensorFault): boolean {
  return evidence.findings.every(({ quantity, value }) => {
    const limitMs = quantity === "aheadS" ? MAX_READING_AHEAD_MS : MAX_READING_AGE_MS;
    return value * 1_000 <= limitMs;
  });
}

function createApply(
  thresholds: SensorHealthOptions["thresholds"],
  ledger: FaultLedger,
  partsOf: (deviceId: string) => Iterable<PartState>,
): ApplyVerdict {
  return ({ device, part, atMs }, faultClass, verdict) => {
    const rule = thresholds[device.kind][CHECKS[faultClass]];
    if (verdict === null || rule === null || !("enter" in rule)) return;
    if (verdict.length === 0 && !part.holds.has(faultClass)) return;
    const { enter, leave } = rule;
    const hold = holdOf(part, faultClass);
    const isHeldElsewhere = () =>
      [...partsOf(device.id)].some(
        (other) => other !== part && other.holds.get(faultClass)?.isActive === true,
      );
    ledger.step(
      { device, faultClass, hold, isHeldElsewhere, verdict, atMs },
      { enter, leave, expectedIntervalS: device.expectedIntervalS },
    );
  };
}

function restoreFault(sensor: SensorState, fault: SensorFault, ledger: FaultLedger): void {
  ledger.open(fault);
  if (fault.faultClass === "no_data") {
    sensor.isSilent = true;
    return;
  }
  const { since, foundAt, evidence } = fault;
  Object.assign(holdOf(partToDisprove(sensor, fault.faultClass), fault.faultClass), {
    isActive: true,
    since,
    foundAt,
    readings: evidence.readings,
    findings: evidence.findings,
    newestAt: foundAt,
  });
}

const CHECKS = {
  no_data: "noData",
  clock_skew: "clockSkew",
  locked_on: "lockedOn",
  stuck: "stuck",
  high_value: "highValue",
  chatter: "chatter",
  implausible: "implausible",
  disagrees: "disagrees",
} as const satisfies Record<FaultClass, keyof FaultThresholds>;

/**
 * The part that a reading is about: lanes of one device are watched one by one. Null for a single bay, of which there is no
 * value to check, and which a device may give any name: only what it says of the whole car park is looked at.
 */
function partName({ kind, reading }: Observation): string | null {
  if (kind === "traffic" && reading.lane !== undefined) return String(reading.lane);
  return isOfWholeDevice(kind, reading) ? WHOLE : null;
}
