import { dataAge } from "@arterial/domain/data-age";
import type { Device } from "@arterial/domain/device-kind";
import type { LiveDevice } from "@arterial/domain/live/frame";
import type { AbnormalCondition } from "./abnormal-condition.ts";
import { type CityReadings, numberIn } from "./city-readings.ts";

/** A device is not called silent before this, however often it should report. */
const MIN_SILENCE_MS = 2 * 60_000;

/** The same values for this many expected intervals, and at least this long, are a fault where the quantity varies. */
const STUCK_INTERVALS = 10;
const MIN_STUCK_MS = 10 * 60_000;

/** A loop that counts nothing is at fault when its segment has at least this flow. */
const BUSY_FLOW_VPH = 180;

/** Kinds whose values never stay the same for long while the sensor is well. */
const VARYING_KINDS: readonly Device["kind"][] = ["traffic", "air", "weather"];

/** More silent devices of one kind than this are one fault, not many. */
const MANY = 10;

export interface SensorInput {
  nowMs: number;
  devices: readonly Device[];
  readings: CityReadings;
  /** Flow of a segment as vehicles tell it, veh/h; null when they do not. */
  flowOf: (segmentId: string) => number | null;
}

interface Unchanged {
  ts: number;
  values: string;
  since: number;
}

/** Finds devices that are silent or stuck. A fault of a sensor is a matter of maintenance, never of traffic. */
export function createSensorFaults(startedAt: number): { find(input: SensorInput): AbnormalCondition[] } {
  const unchanged = new Map<string, Unchanged>();

  function unchangedSince(reading: LiveDevice): number {
    const before = unchanged.get(reading.id);
    if (before?.ts === reading.ts) return before.since;
    const values = JSON.stringify(reading.values);
    const since = before?.values === values ? before.since : reading.ts;
    unchanged.set(reading.id, { ts: reading.ts, values, since });
    return since;
  }

  function stuckSince(device: Device, reading: LiveDevice, input: SensorInput): number | null {
    if (!VARYING_KINDS.includes(device.kind)) return null;
    const since = unchangedSince(reading);
    const limitMs = Math.max(MIN_STUCK_MS, STUCK_INTERVALS * device.expectedIntervalS * 1000);
    if (reading.ts - since < limitMs) return null;
    const isEmpty =
      device.kind === "traffic" && (numberIn(reading, "count") ?? numberIn(reading, "flowVph")) === 0;
    const flow = device.segmentId === undefined ? null : input.flowOf(device.segmentId);
    return isEmpty && (flow ?? 0) < BUSY_FLOW_VPH ? null : since;
  }

  return {
    find(input) {
      const silent: { device: Device; since: number }[] = [];
      const found: AbnormalCondition[] = [];
      for (const device of input.devices) {
        const reading = device.kind === "vehicle" ? undefined : input.readings.latest(device.id);
        if (device.kind === "vehicle") continue;
        const newestAt = reading?.ts ?? startedAt;
        const age = dataAge({ newestAt, now: input.nowMs, expectedIntervalS: device.expectedIntervalS });
        const isQuiet = age === "stale" || age === "offline";
        if (isQuiet && input.nowMs - Math.max(newestAt, startedAt) > MIN_SILENCE_MS) {
          silent.push({ device, since: newestAt });
          continue;
        }
        const since = reading && !isQuiet ? stuckSince(device, reading, input) : null;
        if (since !== null) found.push(faultOf(device, "sensor.stuck", input.nowMs - since));
      }
      return [...found, ...silentFaults(silent, input)];
    },
  };
}

function silentFaults(
  silent: readonly { device: Device; since: number }[],
  { nowMs, devices }: SensorInput,
): AbnormalCondition[] {
  return [...Map.groupBy(silent, ({ device }) => device.kind)].flatMap(([kind, group]) => {
    const first = group[0];
    if (!first) return [];
    if (group.length <= MANY) {
      return group.map(({ device, since }) => faultOf(device, "sensor.silent", nowMs - since));
    }
    const total = devices.filter((device) => device.kind === kind).length;
    const fault = faultOf(first.device, "sensor.many_silent", nowMs - first.since);
    return [
      {
        ...fault,
        id: `sensor.many_silent:${kind}`,
        severity: 2,
        params: { ...fault.params, count: group.length, total },
      },
    ];
  });
}

function faultOf(
  device: Device,
  code: "sensor.silent" | "sensor.stuck" | "sensor.many_silent",
  durationMs: number,
): AbnormalCondition {
  return {
    id: `${code}:${device.id}`,
    severity: 4,
    kind: "sensor_fault",
    subject: { type: "device", id: device.id },
    point: [device.lon, device.lat],
    code,
    params: { place: device.name || device.id, kind: device.kind, minutes: Math.round(durationMs / 60_000) },
    segmentIds: [],
  };
}
