"use client";

import { IconMap2 } from "@tabler/icons-react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useFigures, useVehicleCount } from "../../live/use-live.ts";
import type { MapFeature, MapLayerId } from "../../map/live-map-props.ts";
import { Button } from "../../ui/button.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { useKeyHint } from "../../ui/shortcuts.ts";
import { useFocusKept } from "../../ui/use-focus-kept.ts";
import type { HeatVariant } from "../heat/heat-variant.ts";
import { NotHere } from "../panel/not-here.tsx";
import { useTypicalNote } from "../traffic/use-typical-note.ts";
import { type TypicalSegment, useTypicalSegments } from "../traffic/use-typical-segments.ts";
import { type HeldRow, rowKey } from "./hold-rows.ts";
import { MAP_TABLE_ID } from "./map-table-id.ts";
import { listedLayers, onlyRows, type TableOnly } from "./only-rows.ts";
import type { MapRow } from "./prepare-map-rows.ts";
import { RowName, RowRank, RowTypical, RowValue } from "./row-cells.tsx";
import { valueHead } from "./row-words.ts";
import { useHeldRows } from "./use-held-rows.ts";
import { useMapRows } from "./use-map-rows.ts";

export interface MapTableProps {
  layers: ReadonlySet<MapLayerId>;
  heat: HeatVariant;
  /** To what it is narrowed; null lists everything. */
  only: TableOnly | null;
  /** Lists everything again. */
  onAll: () => void;
  /** Has a column of what is typical. */
  isCompared: boolean;
  selection: MapFeature | null;
  onSelect: (feature: MapFeature) => void;
  onClose: () => void;
}

function isRowSelected(row: MapRow, selection: MapFeature | null): boolean {
  if (selection?.type === row.type && selection.id === row.id) return true;
  const subject = row.type === "abnormal" ? row.item.subject : null;
  return subject !== null && selection?.type === subject.type && selection.id === subject.id;
}

/** What is typical in the shown hour, by segment; empty while it is not wanted or not here. */
function useTypicalById(isWanted: boolean): ReadonlyMap<string, TypicalSegment> {
  const { data } = useTypicalSegments(isWanted);
  return useMemo(() => new Map(data?.map((segment) => [segment.id, segment])), [data]);
}

function useColumns(
  { isCompared, selection, onSelect }: MapTableProps,
  quantities: ReturnType<typeof useMapRows>["quantities"],
): Column<HeldRow>[] {
  const messages = useMessages();
  const words = messages.live.mapTable;
  const typical = useTypicalById(isCompared);
  const columns: Column<HeldRow>[] = [
    { key: "rank", head: words.rank, cell: (held) => <RowRank {...held} /> },
    {
      key: "name",
      head: words.name,
      cell: ({ row, isGone }) => (
        <RowName
          row={row}
          isGone={isGone}
          isSelected={isRowSelected(row, selection)}
          onSelect={() => onSelect({ type: row.type, id: row.id })}
        />
      ),
    },
    {
      key: "value",
      head: valueHead(quantities, messages),
      isNumber: true,
      cell: (held) => <RowValue {...held} />,
    },
  ];
  if (!isCompared) return columns;
  const typicalOf = ({ row }: HeldRow) =>
    row.type === "segment" ? <RowTypical typical={typical.get(row.id)} /> : null;
  return [...columns, { key: "typical", head: messages.comparison.column, cell: typicalOf }];
}

/** The table's title, how many rows there are, those that wait while the reader is among the others, and the way back. */
function TableHead(props: {
  heading: RefObject<HTMLHeadingElement | null>;
  total: number | null;
  waiting: number;
  only: TableOnly | null;
  onAll: () => void;
  onTakeNew: () => void;
  onClose: () => void;
}) {
  const { heading, total, waiting, only, onTakeNew, onClose } = props;
  const { mapTable: words, abnormal } = useMessages().live;
  const tableKey = useKeyHint("table");
  return (
    <header className="flex h-36 flex-none items-center gap-8 border-b border-line px-14">
      <h2 ref={heading} tabIndex={-1} className="type-strong text-ink outline-none">
        {only === null ? words.title : words.only[only]}
      </h2>
      <span className="type-dense text-ink3">{total === null ? "" : formatNumber(total)}</span>
      <span className="ms-auto flex gap-8">
        {only === null ? null : (
          <Button isSmall onClick={props.onAll}>
            {words.everything}
          </Button>
        )}
        {waiting > 0 ? (
          <Button isSmall onClick={onTakeNew}>
            {abnormal.newRows(waiting)}
          </Button>
        ) : null}
        <Button isSmall icon={<Icon of={IconMap2} size={13} />} shortcut={tableKey} onClick={onClose}>
          {words.close}
        </Button>
      </span>
    </header>
  );
}

const NOTE = "border-b border-line px-14 py-4 type-dense text-ink2";

/** Above the rows while what is typical is not here: they are what is known without it. */
function NoTypical({ isFailed, onRetry }: { isFailed: boolean; onRetry: () => void }) {
  const { comparison } = useMessages();
  return (
    <p role="status" className={`flex items-center justify-between gap-8 ${NOTE}`}>
      <NotHere name={comparison.loading} isFailed={isFailed} onRetry={onRetry} />
    </p>
  );
}

/** What the rows do not say by themselves: that streets are as is typical, and how many vehicles there are, which move too fast to be rows. */
function Notes({ hasVehicles }: { hasVehicles: boolean }) {
  const { live } = useMessages();
  const typical = useTypicalNote();
  const inView = useVehicleCount();
  const inCity = useFigures().get("vehicles")?.value ?? null;
  const { mapTable: words } = live;
  const vehicles =
    inView !== null
      ? words.vehiclesInView(formatNumber(inView))
      : inCity !== null
        ? words.vehiclesInCity(formatNumber(inCity))
        : words.vehiclesUnknown;
  return (
    <>
      {typical === null ? null : (
        <p role="status" className={NOTE}>
          {typical}
        </p>
      )}
      {hasVehicles ? <p className={NOTE}>{vehicles}</p> : null}
    </>
  );
}

/** The rows, and how many more there are beside them and those that wait. */
function Rows(props: { columns: Column<HeldRow>[]; rows: readonly HeldRow[]; left: number }) {
  const { columns, rows, left } = props;
  const words = useMessages().live.mapTable;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-8">
      <DataTable caption={words.caption} columns={columns} rows={rows} rowKey={({ row }) => rowKey(row)} />
      {left > 0 ? <p className="px-6 py-8 type-small text-ink3">{words.more(formatNumber(left))}</p> : null}
    </div>
  );
}

/**
 * The map's twin: the same things as a table, worst first, with the same selection. Nothing moves under the pointer or
 * the keyboard focus.
 */
export function MapTable(props: MapTableProps) {
  const { mapTable: words, panel } = useMessages().live;
  const { only } = props;
  const layers = useMemo(() => listedLayers(props.layers, only), [props.layers, only]);
  const { rows: all, unlisted, lack, retry, quantities, list } = useMapRows({ ...props, layers });
  const rows = useMemo(() => all && onlyRows(all, only), [all, only]);
  const hasNoStreets = lack?.of === "streets";
  const held = useHeldRows(hasNoStreets && lack.isFailed ? null : rows, `${list} ${only}`);
  const columns = useColumns(props, quantities);
  const frame = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusKept(frame, heading);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another table begins at its head
  useEffect(() => heading.current?.focus(), [only]);
  const total = rows ? rows.length + unlisted : null;
  const standing = held.rows?.filter(({ isGone }) => !isGone).length ?? 0;
  return (
    <section
      ref={frame}
      id={MAP_TABLE_ID}
      aria-label={words.title}
      className="absolute inset-0 z-10 flex flex-col bg-panel"
      {...held.reader.handlers}
    >
      <TableHead
        heading={heading}
        total={total}
        waiting={held.waiting}
        only={only}
        onAll={props.onAll}
        onTakeNew={held.reader.takeNew}
        onClose={props.onClose}
      />
      <Notes hasVehicles={only === null && layers.has("vehicles")} />
      {lack?.of === "typical" ? <NoTypical isFailed={lack.isFailed} onRetry={retry} /> : null}
      {hasNoStreets && lack.isFailed ? (
        <ErrorState title={panel.failed(words.streets)} retry={{ label: panel.retry, onRetry: retry }} />
      ) : held.rows === null ? (
        <LoadingState label={panel.loading(words.streets)} />
      ) : held.rows.length === 0 ? (
        <EmptyState title={only === null ? words.empty : words.noneOf[only]} />
      ) : (
        <Rows columns={columns} rows={held.rows} left={(total ?? 0) - standing - held.waiting} />
      )}
    </section>
  );
}
