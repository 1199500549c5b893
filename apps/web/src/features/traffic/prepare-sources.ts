import { distanceM } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import type { AbnormalItem, AbnormalKind } from "@arterial/domain/live/frame";

/** Where something abnormal is, seen from a segment. */
export type SourcePlace = { at: "here" | "head" } | { at: "near"; distanceM: number };

/** Something abnormal on a segment, at the head of its queue or, as weather, around it. */
export interface SourceItem {
  item: AbnormalItem;
  place: SourcePlace;
}

/** A segment, what stands on it, and the head of the queue that it is part of. */
export interface SourceScene {
  segmentId: string;
  line: readonly LonLat[];
  deviceIds: readonly string[];
  head: { segmentId: string; point: LonLat | null } | null;
}

/** Weather is told of stations as near as this, m. Ours: rain and fog reach farther, a shower does not. */
const WEATHER_M = 5_000;
/** A car park whose queue may reach the head lies as near to it as this, m. */
const PARKING_M = 200;

const TRAFFIC_KINDS: readonly AbnormalKind[] = ["speed_below_typical", "flow_unusual"];

/** Whether things of a kind may hold traffic back; air and cameras do not. */
export function mayHoldBack(kind: AbnormalKind): boolean {
  return kind !== "air" && kind !== "camera";
}

/**
 * What is listed as abnormal on a segment, at the head of its queue and around it, worst first. Queues are told by
 * themselves; air and cameras hold no traffic back.
 */
export function sourceItems(items: readonly AbnormalItem[], scene: SourceScene): SourceItem[] {
  return items
    .flatMap((item) => {
      const place = item.others ? null : placeOf(item, scene);
      return place ? [{ item, place }] : [];
    })
    .sort((a, b) => a.item.severity - b.item.severity || a.item.since - b.item.since);
}

/** The incident of a queue: what is usual for its hour has none. */
export function incidentOf(
  items: readonly AbnormalItem[],
  queueId: string | undefined,
): AbnormalItem | undefined {
  return queueId === undefined ? undefined : items.find(({ queue }) => queue?.id === queueId);
}

function placeOf(item: AbnormalItem, scene: SourceScene): SourcePlace | null {
  const { kind, subject } = item;
  if (TRAFFIC_KINDS.includes(kind)) {
    if (subject.id === scene.segmentId) return { at: "here" };
    return subject.id === scene.head?.segmentId ? { at: "head" } : null;
  }
  if (kind === "weather") {
    const nearestM = nearestOf(item.point, scene);
    return nearestM <= WEATHER_M ? { at: "near", distanceM: nearestM } : null;
  }
  const isHere = subject.type === "device" && scene.deviceIds.includes(subject.id);
  if (kind === "sensor_fault") return isHere ? { at: "here" } : null;
  if (kind !== "parking") return null;
  if (isHere) return { at: "here" };
  const headPoint = scene.head?.point;
  return headPoint && distanceM(item.point, headPoint) <= PARKING_M ? { at: "head" } : null;
}

function nearestOf(point: LonLat, { line, head }: SourceScene): number {
  const points = head?.point ? [...line, head.point] : line;
  return Math.min(...points.map((end) => distanceM(point, end)));
}
