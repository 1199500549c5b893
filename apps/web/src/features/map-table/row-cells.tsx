"use client";

import { useMessages } from "../../i18n/messages.ts";
import { useNow } from "../../live/use-live.ts";
import { cx } from "../../ui/class-names.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { AgeGlyph } from "../../ui/measured-value.tsx";
import { usePalette } from "../../ui/palette.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { describeAbnormal } from "../abnormal/describe.ts";
import { useCity } from "../city/city-context.tsx";
import { ageWords } from "../device/device-age.ts";
import { CongestionSwatch } from "../traffic/congestion-swatch.tsx";
import type { TypicalSegment } from "../traffic/use-typical-segments.ts";
import type { MapRow } from "./prepare-map-rows.ts";
import { nameOfRow } from "./row-words.ts";

/** How bad it is: a severity, a class of congestion, or the age of what a device said. */
export function RowRank({ row }: { row: MapRow }) {
  const { live, traffic } = useMessages();
  const palette = usePalette();
  if (row.type === "abnormal") {
    const { severity } = row.item;
    return (
      <span className="flex items-center gap-8 whitespace-nowrap">
        <SeverityMark severity={severity} sizePx={15} label="" />
        {live.abnormal.severityName(severity)}
      </span>
    );
  }
  if (row.type === "segment") {
    const cls = row.state?.congestionClass ?? "unknown";
    return (
      <span className="flex items-center gap-8 whitespace-nowrap">
        <CongestionSwatch cls={cls} palette={palette} />
        {traffic.classes[cls]}
      </span>
    );
  }
  return (
    <span className="flex items-center gap-8 whitespace-nowrap">
      <AgeGlyph age={row.age} />
      {live.panel.ages[row.age]}
    </span>
  );
}

/** What it is, as the button that opens it. */
export function RowName(props: { row: MapRow; isSelected: boolean; onSelect: () => void }) {
  const name = nameOfRow(props.row, useMessages());
  return (
    <button
      type="button"
      aria-current={props.isSelected ? "true" : undefined}
      className={cx(
        "min-h-24 text-start text-accent hover:underline",
        props.isSelected && "font-semibold text-ink",
      )}
      onClick={props.onSelect}
    >
      {name}
    </button>
  );
}

/** What is typical for a segment: class and speed. */
export function RowTypical({ typical }: { typical: TypicalSegment | undefined }) {
  const { comparison, traffic } = useMessages();
  const palette = usePalette();
  if (!typical) return comparison.noColumn;
  const { congestionClass, speedKmh } = typical;
  return (
    <span className="flex items-center gap-8 whitespace-nowrap">
      <CongestionSwatch cls={congestionClass} palette={palette} />
      {traffic.classes[congestionClass]}
      {speedKmh === null ? null : ` · ${formatNumber(speedKmh)} ${traffic.units.speed}`}
    </span>
  );
}

/** The value behind it, and how long it lasts or how old it is. */
export function RowValue({ row }: { row: MapRow }) {
  const messages = useMessages();
  const { timeFormat } = useCity();
  const now = useNow() ?? 0;
  if (row.type === "abnormal") {
    const { value } = describeAbnormal(row.item, messages);
    const lasting = messages.abnormal.lasting(formatElapsed(now - row.item.since));
    return [value, lasting].filter(Boolean).join(" · ");
  }
  if (row.type === "device") {
    return ageWords({ age: row.age, newestAt: row.newest?.ts ?? null, now, timeFormat, messages });
  }
  const { traffic } = messages;
  if (!row.state || row.state.speedKmh === null) return traffic.classUnknown;
  return `${formatNumber(row.state.speedKmh)} ${traffic.units.speed} · ${formatNumber(row.state.flowVph)} ${traffic.units.flow}`;
}
