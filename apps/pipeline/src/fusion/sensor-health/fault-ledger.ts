import type { Device } from "@arterial/domain/device-kind";
import { FAULT_CLASSES, type FaultClass } from "@arterial/domain/quality/fault-class";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { addEnded, type DistrustedTime, isTrustedBetween, type ReadingTimes } from "./distrust.ts";
import { evidenceOf, type FaultHold, type HoldRule, stepHold, type Verdict } from "./fault-hold.ts";

/** One verdict about one class of fault of one sensor. */
export interface LedgerEntry {
  device: Device;
  faultClass: FaultClass;
  hold: FaultHold;
  /** Whether this class holds on another part of the sensor: the fault is the sensor's until it has ended on all of them. */
  isHeldElsewhere: () => boolean;
  verdict: Verdict;
  atMs: number;
}

/** The open faults of all sensors, and what changed about them. */
export interface FaultLedger {
  step(entry: LedgerEntry, rule: HoldRule): void;
  open(fault: SensorFault): void;
  /** `endedAt` is from when on the evidence was gone, `closedAt` when that was sure. */
  close(deviceId: string, faultClass: FaultClass, times: { endedAt: number; closedAt: number }): void;
  /** Takes a fault that is stored as open for ended as it was found: nothing that is known shows it. */
  retract(fault: SensorFault): void;
  leadingOf(deviceId: string): SensorFault | undefined;
  /**
   * Whether no fault stood against what a sensor measured when it took a reading: the same for every order in which
   * readings of several sensors are looked at, and when they are read again.
   */
  isTrustedAt(deviceId: string, times: ReadingTimes): boolean;
  /** Open faults and ended ones of a sensor, as {@link FaultLedger.load} takes them. */
  save(deviceId: string): { faults: SensorFault[]; distrusted: DistrustedTime[] };
  load(deviceId: string, saved: ReturnType<FaultLedger["save"]>): void;
  current(): SensorFault[];
  takeChanges(): SensorFault[];
  /** True when a fault of this class of this sensor is open, or ended since changes were last taken. */
  knows(fault: SensorFault): boolean;
  /** Leaves out of the changes what is stored already. */
  forgetChanges(faults: readonly SensorFault[]): void;
}

/** Creates an empty ledger. */
export function createFaultLedger(): FaultLedger {
  const openFaults = new Map<string, Map<FaultClass, SensorFault>>();
  const ended = new Map<string, readonly DistrustedTime[]>();
  let changes: SensorFault[] = [];

  function open(fault: SensorFault): void {
    const own = openFaults.get(fault.deviceId) ?? new Map<FaultClass, SensorFault>();
    openFaults.set(fault.deviceId, own);
    // Lanes of one device may fail in the same way one after the other: that is one fault, from the first to the last.
    if (own.has(fault.faultClass)) return;
    own.set(fault.faultClass, fault);
    changes.push(fault);
  }

  function close(
    deviceId: string,
    faultClass: FaultClass,
    { endedAt, closedAt }: { endedAt: number; closedAt: number },
  ): void {
    const own = openFaults.get(deviceId);
    const fault = own?.get(faultClass);
    if (!own || !fault) return;
    own.delete(faultClass);
    if (own.size === 0) openFaults.delete(deviceId);
    changes.push({ ...fault, endedAt });
    ended.set(deviceId, addEnded(ended.get(deviceId) ?? [], fault, closedAt));
  }

  function leadingOf(deviceId: string): SensorFault | undefined {
    const own = openFaults.get(deviceId);
    const name = FAULT_CLASSES.find((faultClass) => own?.has(faultClass));
    return name && own?.get(name);
  }

  return {
    open,
    close,
    retract: (fault) => void changes.push({ ...fault, endedAt: fault.foundAt }),
    leadingOf,
    isTrustedAt: (deviceId, times) => isTrustedBetween(openFaults.get(deviceId), ended.get(deviceId), times),
    save: (deviceId) => ({
      faults: [...(openFaults.get(deviceId)?.values() ?? [])],
      distrusted: [...(ended.get(deviceId) ?? [])],
    }),
    load(deviceId, { faults, distrusted }) {
      if (faults.length > 0) {
        openFaults.set(deviceId, new Map(faults.map((fault) => [fault.faultClass, fault])));
      }
      if (distrusted.length > 0) ended.set(deviceId, distrusted);
    },
    step({ device, faultClass, hold, isHeldElsewhere, verdict, atMs }, rule) {
      const change = stepHold(hold, verdict, atMs, rule);
      if (change === "ended" && !isHeldElsewhere())
        close(device.id, faultClass, { endedAt: hold.clearSince, closedAt: atMs });
      if (change !== "found") return;
      const { since, foundAt } = hold;
      const { id: deviceId, kind } = device;
      open({ deviceId, kind, faultClass, since, foundAt, endedAt: null, evidence: evidenceOf(hold) });
    },
    current: () => [...openFaults.keys()].flatMap((deviceId) => leadingOf(deviceId) ?? []),
    knows: ({ deviceId, faultClass }) =>
      openFaults.get(deviceId)?.has(faultClass) === true ||
      changes.some((change) => change.deviceId === deviceId && change.faultClass === faultClass),
    forgetChanges(faults) {
      changes = without(changes, faults);
    },
    takeChanges() {
      const taken = changes;
      changes = [];
      return taken;
    },
  };
}

/** In a burst of faults, such as a lost feed brings, there are as many of either as there are sensors. */
function without(changes: readonly SensorFault[], stored: readonly SensorFault[]): SensorFault[] {
  const known = new Set(stored);
  return changes.filter((change) => !known.has(change));
}
