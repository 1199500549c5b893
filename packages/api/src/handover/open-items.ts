import { readDevices } from "@arterial/db/city/read-devices";
import { readOpenSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import { readOpenEpisodes } from "@arterial/db/timeseries/incident/episodes";
import type { AbnormalKind } from "@arterial/domain/live/frame";
import type { ServiceContext } from "../context.ts";
import { readAsOfNow } from "../incident/last-known-item.ts";
import { listNotes } from "../note/list-notes.ts";
import type { HandoverItem } from "./handover.ts";

const LIMIT = 200;
const INCIDENT_KINDS: ReadonlySet<AbnormalKind> = new Set<AbnormalKind>([
  "congestion",
  "speed_below_typical",
  "flow_unusual",
]);

/** Everything that is open now: incidents, alarms, faults of sensors, notes. */
export async function readOpenItems(ctx: ServiceContext): Promise<HandoverItem[]> {
  const [episodes, asOfNow, faults, notes, devices] = await Promise.all([
    readOpenEpisodes(ctx.pool, { atMs: ctx.now(), limit: LIMIT }),
    readAsOfNow(ctx),
    readOpenSensorFaults(ctx.pool),
    listNotes(ctx, {}),
    readDevices(ctx.pool),
  ]);
  const names = new Map(devices.map(({ id, name }) => [id, name]));
  const fresh = { remark: "", isOver: false };
  const abnormal = episodes
    .map(asOfNow)
    .filter(({ kind }) => kind !== "sensor_fault")
    .map(
      (item): HandoverItem => ({
        ...fresh,
        type: INCIDENT_KINDS.has(item.kind) ? "incident" : "alarm",
        key: `abnormal ${item.id}`,
        id: item.id,
        since: item.since,
        severity: item.severity,
        code: item.code,
        kind: item.kind,
        params: item.params,
      }),
    );
  return [
    ...abnormal.filter(({ type }) => type === "incident"),
    ...abnormal.filter(({ type }) => type === "alarm"),
    ...faults.slice(0, LIMIT).map(
      ({ deviceId, faultClass, since }): HandoverItem => ({
        ...fresh,
        type: "fault",
        key: `fault ${deviceId} ${faultClass} ${since}`,
        deviceId,
        deviceName: names.get(deviceId) ?? "",
        faultClass,
        since,
      }),
    ),
    ...notes.map(
      ({ id, text, author, at, milestone }): HandoverItem => ({
        ...fresh,
        type: "note",
        key: `note ${id}`,
        id,
        text,
        milestone,
        author,
        since: at,
      }),
    ),
  ];
}

/** What was written stays: open items keep their remarks, those that are over stay where something was written to them. */
export function mergeItems(held: readonly HandoverItem[], open: readonly HandoverItem[]): HandoverItem[] {
  const heldByKey = new Map(held.map((item) => [item.key, item]));
  const openKeys = new Set(open.map(({ key }) => key));
  const over = held.filter(({ key, remark }) => !openKeys.has(key) && remark !== "");
  return [
    ...open.map((item) => ({ ...item, remark: heldByKey.get(item.key)?.remark ?? "" })),
    ...over.map((item) => ({ ...item, isOver: true })),
  ];
}
