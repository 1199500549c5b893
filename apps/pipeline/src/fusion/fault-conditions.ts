import type { Device } from "@arterial/domain/device-kind";
import type { AbnormalCode } from "@arterial/domain/live/abnormal-code";
import type { FaultClass } from "@arterial/domain/quality/fault-class";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { AbnormalCondition } from "./abnormal-condition.ts";

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
export function faultConditions(
  faults: readonly SensorFault[],
  devices: readonly Device[],
): AbnormalCondition[] {
  const byId = new Map(devices.map((device) => [device.id, device]));
  const known = faults.flatMap((fault) => {
    const device = byId.get(fault.deviceId);
    return device ? [{ fault, device }] : [];
  });
  const isSilent = ({ fault }: { fault: SensorFault }) => fault.faultClass === "no_data";
  const silent = Map.groupBy(known.filter(isSilent), ({ device }) => device.kind);
  return [
    ...known.filter((entry) => !isSilent(entry)).map(toCondition),
    ...[...silent.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      if (group.length <= MANY) return group.map(toCondition);
      const total = devices.filter((device) => device.kind === first.device.kind).length;
      return [manySilent(group, total)];
    }),
  ];
}

function toCondition({ fault, device }: { fault: SensorFault; device: Device }): AbnormalCondition {
  const [finding] = fault.evidence.findings;
  return {
    id: `sensor.${fault.faultClass}:${device.id}`,
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
  total: number,
): AbnormalCondition {
  const first = group.reduce((oldest, entry) => (entry.fault.since < oldest.fault.since ? entry : oldest));
  const { kind } = first.device;
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
