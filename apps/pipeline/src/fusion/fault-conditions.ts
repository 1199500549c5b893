import type { Device } from "@arterial/domain/device-kind";
import type { AbnormalCode } from "@arterial/domain/live/abnormal-code";
import type { FaultClass } from "@arterial/domain/quality/fault-class";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { AbnormalCondition, FoundConditions } from "./abnormal-condition.ts";

/** More silent devices of one kind than this are one fault, not many. */
const MANY = 10;

const CODES: Readonly<Record<FaultClass, AbnormalCode>> = {
  no_data: "sensor.silent",
  clock_skew: "sensor.clock_skew",
  locked_on: "sensor.locked_on",
  stuck: "sensor.stuck",
  high_value: "sensor.high_value",
  chatter: "sensor.chatter",
  implausible: "sensor.implausible",
  disagrees: "sensor.disagrees",
};

/** Faults of sensors as items of maintenance: always the lowest severity, never congestion. */
export function faultConditions(faults: readonly SensorFault[], devices: readonly Device[]): FoundConditions {
  const byId = new Map(devices.map((device) => [device.id, device]));
  const known = faults.flatMap((fault) => {
    const device = byId.get(fault.deviceId);
    return device ? [{ fault, device }] : [];
  });
  const isSilent = ({ fault }: { fault: SensorFault }) => fault.faultClass === "no_data";
  const silent = Map.groupBy(known.filter(isSilent), ({ device }) => device.kind);
  const many = [...silent.values()].filter((group) => group.length > MANY);
  const few = [...silent.values()].filter((group) => group.length <= MANY);
  return {
    conditions: [
      ...known.filter((entry) => !isSilent(entry)).map(toCondition),
      ...few.flat().map(toCondition),
      ...many.map((group) => manySilent(group, devices)),
    ],
    grouped: many.flat().map(idOf),
  };
}

function idOf({ fault, device }: { fault: SensorFault; device: Device }): string {
  return `sensor.${fault.faultClass}:${device.id}`;
}

function toCondition(entry: { fault: SensorFault; device: Device }): AbnormalCondition {
  const { fault, device } = entry;
  const [finding] = fault.evidence.findings;
  return {
    id: idOf(entry),
    severity: 4,
    kind: "sensor_fault",
    subject: { type: "device", id: device.id },
    point: [device.lon, device.lat],
    code: CODES[fault.faultClass],
    params: {
      place: device.name || device.id,
      kind: device.kind,
      quantity: finding?.quantity ?? "",
      value: round(finding?.value ?? 0),
      limit: round(finding?.limit ?? 0),
    },
    since: fault.since,
    segmentIds: [],
  };
}

function manySilent(
  group: readonly { fault: SensorFault; device: Device }[],
  devices: readonly Device[],
): AbnormalCondition {
  const first = group.reduce((oldest, entry) => (entry.fault.since < oldest.fault.since ? entry : oldest));
  const { kind } = first.device;
  const total = devices.filter((device) => device.kind === kind).length;
  return {
    ...toCondition(first),
    id: `sensor.many_silent:${kind}`,
    severity: 2,
    code: "sensor.many_silent",
    params: { place: first.device.name || first.device.id, kind, count: group.length, total },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
