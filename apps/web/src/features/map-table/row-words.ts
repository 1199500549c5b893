import type { Messages } from "../../i18n/messages.ts";
import { describeAbnormal } from "../abnormal/describe.ts";
import { directionOfLine } from "../traffic/direction.ts";
import type { MapRow } from "./prepare-map-rows.ts";

/** What a row is about: what is abnormal and where, a device, or a street and its direction. */
export function nameOfRow(row: MapRow, messages: Messages): string {
  const { traffic, devices } = messages;
  if (row.type === "abnormal") {
    const { title, place } = describeAbnormal(row.item, messages);
    return `${title}, ${place}`;
  }
  if (row.type === "device") return `${devices.kinds[row.device.kind]} ${row.device.name}`;
  const direction = directionOfLine(row.course.line);
  const name = row.course.name || traffic.unnamed;
  return direction ? `${name}, ${traffic.directions[direction]}` : name;
}

/** How bad it is, in words. */
export function stateOfRow(row: MapRow, { live, traffic }: Messages): string {
  if (row.type === "abnormal") return live.abnormal.severityName(row.item.severity);
  if (row.type === "device") return live.panel.ages[row.age];
  return traffic.classes[row.state?.congestionClass ?? "unknown"];
}
