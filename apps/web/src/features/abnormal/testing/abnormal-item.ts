import type { AbnormalItem } from "@arterial/domain/live/frame";

/** An item of the list of what is abnormal: bad air at a station, since the beginning of time unless told. */
export function abnormalItem(id: string, severity: AbnormalItem["severity"], since = 0): AbnormalItem {
  return {
    id,
    severity,
    since,
    kind: "air",
    subject: { type: "device", id },
    point: [0, 0],
    code: "air.unhealthy",
    params: { place: id },
    segmentIds: [],
  };
}
