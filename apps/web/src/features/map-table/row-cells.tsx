"use client";

import { IconBuildingCommunity } from "@tabler/icons-react";
import { useMessages } from "../../i18n/messages.ts";
import { useNow } from "../../live/use-live.ts";
import { cx } from "../../ui/class-names.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { AgeGlyph } from "../../ui/measured-value.tsx";
import { usePalette } from "../../ui/palette.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { describeAbnormal } from "../abnormal/describe.ts";
import { useCity } from "../city/city-context.tsx";
import { ageWords } from "../device/device-age.ts";
import { CongestionSwatch } from "../traffic/congestion-swatch.tsx";
import { DIFFERENCE_WIDTHS_PX, differenceColours } from "../traffic/difference-layer.ts";
import type { TypicalSegment } from "../traffic/use-typical-segments.ts";
import type { HeldRow } from "./hold-rows.ts";
import { DIFFERENCE_LEVELS, type MeasureLevel } from "./row-measure.ts";
import { nameOfRow, rankOfRow, valueOfDevice, valueOfStreet } from "./row-words.ts";

/** A piece of road as the map draws it against what is typical; nothing for other levels. */
function DifferenceSwatch({ level }: { level: MeasureLevel }) {
  const step = (DIFFERENCE_LEVELS as readonly MeasureLevel[]).indexOf(level);
  const background = differenceColours("var(--ink3)")[step];
  if (background === undefined) return null;
  return (
    <span className="w-24 flex-none" style={{ background, height: DIFFERENCE_WIDTHS_PX[step] }} aria-hidden />
  );
}

/** Says before its words how bad a row is: mark of a severity, a piece of road, or a glyph of age. */
function RankSign({ row, isGone }: HeldRow) {
  const palette = usePalette();
  if (row.type === "abnormal") {
    return <SeverityMark severity={row.item.severity} sizePx={15} isOutlined={isGone} label="" />;
  }
  if (row.type === "zone") return <Icon of={IconBuildingCommunity} size={13} className="text-ink3" />;
  if (row.type === "device") return <AgeGlyph age={row.age} />;
  const [first] = row.measures;
  if (!first) return <CongestionSwatch cls={row.state?.congestionClass ?? "unknown"} palette={palette} />;
  return <DifferenceSwatch level={first.level} />;
}

/** How bad it is: a severity, what a layer shows, a class of congestion, or the age of what a device said. */
export function RowRank(held: HeldRow) {
  const words = rankOfRow(held.row, useMessages());
  return (
    <span className={cx("flex items-center gap-8 whitespace-nowrap", held.isGone && "text-ink3")}>
      <RankSign {...held} />
      {words}
    </span>
  );
}

/** What it is, as the button that opens it. */
export function RowName(props: HeldRow & { isSelected: boolean; onSelect: () => void }) {
  const name = nameOfRow(props.row, useMessages());
  return (
    <button
      type="button"
      aria-current={props.isSelected ? "true" : undefined}
      className={cx(
        "min-h-24 text-start hover:underline",
        props.isSelected ? "font-semibold text-ink" : props.isGone ? "text-ink3" : "text-accent",
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

/** The value behind it, and how long it lasts or how old it is; of what has gone, that. */
export function RowValue({ row, isGone }: HeldRow) {
  const messages = useMessages();
  const { timeFormat } = useCity();
  const now = useNow() ?? 0;
  if (isGone) return <span className="text-ink3">{messages.live.mapTable.gone}</span>;
  if (row.type === "zone") return null;
  if (row.type === "segment") return valueOfStreet(row, messages);
  if (row.type === "abnormal") {
    const { value } = describeAbnormal(row.item, messages);
    const lasting = messages.abnormal.lasting(formatElapsed(now - row.item.since));
    return [value, lasting].filter(Boolean).join(" · ");
  }
  const age = ageWords({ age: row.age, newestAt: row.newest?.ts ?? null, now, timeFormat, messages });
  return [valueOfDevice(row, messages), age].filter(Boolean).join(" · ");
}
