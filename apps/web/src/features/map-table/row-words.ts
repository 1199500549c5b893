import type { Messages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { describeAbnormal } from "../abnormal/describe.ts";
import type { HeatVariant } from "../heat/heat-variant.ts";
import { directionOfLine } from "../traffic/direction.ts";
import type { MapRow } from "./prepare-map-rows.ts";
import type { Measure, StreetQuantity } from "./row-measure.ts";

/** Decimals that each heat is written with; those of a column stay the same. */
const DECIMALS: Readonly<Record<HeatVariant, number>> = {
  density: 1,
  delay: 1,
  emissions: 0,
  pm25: 1,
  parking: 0,
};

type SegmentRow = Extract<MapRow, { type: "segment" }>;
type DeviceRow = Extract<MapRow, { type: "device" }>;

/** What a row is about: what is abnormal and where, a device, or a street and its direction. */
export function nameOfRow(row: MapRow, messages: Messages): string {
  const { traffic, devices } = messages;
  if (row.type === "abnormal") {
    const { title, place } = describeAbnormal(row.item, messages);
    return `${title}, ${place}`;
  }
  if (row.type === "zone") return row.zone.name;
  if (row.type === "device") return `${devices.kinds[row.device.kind]} ${row.device.name}`;
  const direction = directionOfLine(row.course.line);
  const name = row.course.name || traffic.unnamed;
  return direction ? `${name}, ${traffic.directions[direction]}` : name;
}

/** How bad it is, in a word or two: a severity, how much or how far off what a layer shows is, a class, or an age; a zone is only named. */
export function rankOfRow(row: MapRow, { live, traffic, places }: Messages): string {
  if (row.type === "abnormal") return live.abnormal.severityName(row.item.severity);
  if (row.type === "zone") return places.types.zone;
  const [first] = row.measures;
  if (row.type === "device") {
    return first && first.value !== null ? live.mapTable.levels[first.level] : live.panel.ages[row.age];
  }
  return first ? live.mapTable.levels[first.level] : traffic.classes[row.state?.congestionClass ?? "unknown"];
}

function writeMeasure({ quantity, value }: Measure, { live }: Messages): string {
  if (quantity === "difference") return `${formatNumber((value ?? 0) * 100, { isSigned: true })} %`;
  return `${formatNumber(value, { decimals: DECIMALS[quantity] })} ${live.heat.units[quantity]}`;
}

/** Why nothing can be told of a street: too little is known of it now, or of what is typical. */
function missingWords({ quantity }: Measure, row: SegmentRow, { traffic, comparison }: Messages): string {
  const isTypicalMissing = quantity === "difference" && row.state !== undefined && row.state.ratio !== null;
  return isTypicalMissing ? comparison.noFigure : traffic.classUnknown;
}

/** What is measured on a street, with units: what its layers show, speed and flow where that is the congestion. */
export function valueOfStreet(row: SegmentRow, messages: Messages): string {
  const { traffic } = messages;
  if (row.measures.length > 0) {
    const words = row.measures.map((measure) =>
      measure.value === null ? missingWords(measure, row, messages) : writeMeasure(measure, messages),
    );
    return [...new Set(words)].join(" · ");
  }
  if (!row.state || row.state.speedKmh === null) {
    return row.isTypical ? messages.comparison.noFigure : traffic.classUnknown;
  }
  const { speedKmh, flowVph } = row.state;
  const speed = `${formatNumber(speedKmh)} ${traffic.units.speed}`;
  return flowVph === null ? speed : `${speed} · ${formatNumber(flowVph)} ${traffic.units.flow}`;
}

/** What the heat shows of a device, with its unit; empty where it shows no device of this kind. */
export function valueOfDevice({ measures }: DeviceRow, messages: Messages): string {
  return measures
    .map((measure) =>
      measure.value === null ? messages.live.mapTable.noValue : writeMeasure(measure, messages),
    )
    .join(" · ");
}

/** How bad it is, with the value that the layers show, as a stop on the map says it. */
export function stateOfRow(row: MapRow, messages: Messages): string {
  const rank = rankOfRow(row, messages);
  if (row.type === "segment" && row.isTypical) return `${messages.comparison.typicalShort}: ${rank}`;
  if (row.type === "abnormal" || row.type === "zone" || row.measures.length === 0) return rank;
  if (row.type === "segment") return `${rank}, ${valueOfStreet(row, messages)}`;
  return row.measures.some(({ value }) => value !== null) ? `${rank}, ${valueOfDevice(row, messages)}` : rank;
}

/** Head of the column of values: what the map shows beside the congestion of its streets. */
export function valueHead(
  quantities: readonly (StreetQuantity | HeatVariant)[],
  { live, traffic }: Messages,
): string {
  if (quantities.every((quantity) => quantity === "congestion")) return live.mapTable.value;
  const nameOf = (quantity: StreetQuantity | HeatVariant): string => {
    if (quantity === "congestion") return traffic.speed;
    return quantity === "difference" ? live.mapTable.difference : live.heat.names[quantity];
  };
  return quantities.map(nameOf).join(" · ");
}
