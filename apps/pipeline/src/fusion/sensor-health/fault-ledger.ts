import type { Device } from "@arterial/domain/device-kind";
import { FAULT_CLASSES, type FaultClass } from "@arterial/domain/quality/fault-class";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import { evidenceOf, type FaultHold, type HoldRule, stepHold, type Verdict } from "./fault-hold.ts";

/** One verdict about one class of fault of one sensor. */
export interface LedgerEntry {
  device: Device;
  faultClass: FaultClass;
  hold: FaultHold;
  verdict: Verdict;
  atMs: number;
}

/** The open faults of all sensors, and what changed about them. */
export interface FaultLedger {
  step(entry: LedgerEntry, rule: HoldRule): void;
  open(fault: SensorFault): void;
  close(deviceId: string, faultClass: FaultClass, endedAt: number): void;
  leadingOf(deviceId: string): SensorFault | undefined;
  current(): SensorFault[];
  takeChanges(): SensorFault[];
}

/** Creates an empty ledger. */
export function createFaultLedger(): FaultLedger {
  const openFaults = new Map<string, Map<FaultClass, SensorFault>>();
  let changes: SensorFault[] = [];

  function open(fault: SensorFault): void {
    const own = openFaults.get(fault.deviceId) ?? new Map<FaultClass, SensorFault>();
    openFaults.set(fault.deviceId, own);
    // Lanes of one device may fail in the same way one after the other: that is one fault, since the first.
    if (own.has(fault.faultClass)) return;
    own.set(fault.faultClass, fault);
    changes.push(fault);
  }

  function close(deviceId: string, faultClass: FaultClass, endedAt: number): void {
    const own = openFaults.get(deviceId);
    const fault = own?.get(faultClass);
    if (!own || !fault) return;
    own.delete(faultClass);
    if (own.size === 0) openFaults.delete(deviceId);
    changes.push({ ...fault, endedAt });
  }

  function leadingOf(deviceId: string): SensorFault | undefined {
    const own = openFaults.get(deviceId);
    if (!own) return undefined;
    const name = FAULT_CLASSES.find((faultClass) => own.has(faultClass));
    return name && own.get(name);
  }

  return {
    open,
    close,
    leadingOf,
    step({ device, faultClass, hold, verdict, atMs }, rule) {
      const change = stepHold(hold, verdict, atMs, rule);
      if (change === "ended") close(device.id, faultClass, hold.clearSince);
      if (change !== "found") return;
      const { since, foundAt } = hold;
      const { id: deviceId, kind } = device;
      open({ deviceId, kind, faultClass, since, foundAt, endedAt: null, evidence: evidenceOf(hold) });
    },
    current: () => [...openFaults.keys()].flatMap((deviceId) => leadingOf(deviceId) ?? []),
    takeChanges() {
      const taken = changes;
      changes = [];
      return taken;
    },
  };
}
