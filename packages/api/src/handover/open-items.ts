import { readDevices } from "@arterial/db/city/read-devices";
import { readOpenSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { readOpenEpisodes } from "@arterial/db/timeseries/incident/episodes";
import type { Device } from "@arterial/domain/device-kind";
import type { AbnormalItem, AbnormalKind } from "@arterial/domain/live/frame";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { ServiceContext } from "../context.ts";
import { readAsOfNow } from "../incident/last-known-item.ts";
import type { HandoverItem } from "./handover.ts";
import { noteItems, readOpenNotes } from "./open-notes.ts";

const INCIDENT_KINDS: ReadonlySet<AbnormalKind> = new Set<AbnormalKind>([
  "congestion",
  "speed_below_typical",
  "flow_unusual",
]);
const FRESH = { remark: "", isOver: false };

/**
 * Everything that is open now, without a limit: incidents and alarms, the worst first, faults of sensors and notes;
 * of what is equal in that, what has been open longest is first.
 */
export async function readOpenItems(ctx: ServiceContext): Promise<HandoverItem[]> {
  const [episodes, asOfNow, faults, notes, devices] = await Promise.all([
    readOpenEpisodes(ctx.pool, { atMs: ctx.now() }),
    readAsOfNow(ctx),
    readOpenSensorFaults(ctx.pool),
    readOpenNotes(ctx),
    readDevices(ctx.pool),
  ]);
  const open = episodes.map(asOfNow);
  return [
    ...abnormalItems(open),
    ...faultItems(faults, devices),
    ...(await noteItems(ctx, notes, { open, asOfNow })),
  ];
}

/** Faults of sensors are told by themselves, not by their items of the list. */
function abnormalItems(open: readonly AbnormalItem[]): HandoverItem[] {
  return open
    .filter(({ kind }) => kind !== "sensor_fault")
    .sort((a, b) => a.severity - b.severity || a.since - b.since)
    .map(({ id, since, severity, code, kind, params }) => ({
      ...FRESH,
      type: INCIDENT_KINDS.has(kind) ? "incident" : "alarm",
      key: `abnormal ${id}`,
      id,
      since,
      severity,
      code,
      kind,
      params,
    }));
}

function faultItems(faults: readonly SensorFault[], devices: readonly Device[]): HandoverItem[] {
  const names = new Map(devices.map(({ id, name }) => [id, name]));
  return faults
    .toSorted((a, b) => a.since - b.since)
    .map(({ deviceId, faultClass, since }) => ({
      ...FRESH,
      type: "fault",
      key: `fault ${deviceId} ${faultClass} ${since}`,
      deviceId,
      deviceName: names.get(deviceId) ?? "",
      faultClass,
      since,
    }));
}
