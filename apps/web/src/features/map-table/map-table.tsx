"use client";

import { IconMap2 } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { useMessages } from "../../i18n/messages.ts";
import type { MapFeature, MapLayerId } from "../../map/live-map-props.ts";
import { Button } from "../../ui/button.tsx";
import { type Column, DataTable } from "../../ui/data-table.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { useKeyHint } from "../../ui/shortcuts.ts";
import { type TypicalSegment, useTypicalSegments } from "../traffic/use-typical-segments.ts";
import type { MapRow } from "./prepare-map-rows.ts";
import { RowName, RowRank, RowTypical, RowValue } from "./row-cells.tsx";
import { useMapRows } from "./use-map-rows.ts";

/** More rows than this nobody walks through; how many there are beside them is said. */
const MAX_ROWS = 200;

export interface MapTableProps {
  layers: ReadonlySet<MapLayerId>;
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

/** The map's twin: the same things as a table, worst first, with the same selection. */
export function MapTable({ layers, isCompared, selection, onSelect, onClose }: MapTableProps) {
  const { live, comparison } = useMessages();
  const { mapTable: words, panel } = live;
  const { rows, unlisted, isError, retry } = useMapRows(layers, selection);
  const typical = useTypicalById(isCompared);
  const tableKey = useKeyHint("table");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const columns: Column<MapRow>[] = [
    { key: "rank", head: words.rank, cell: (row) => <RowRank row={row} /> },
    {
      key: "name",
      head: words.name,
      cell: (row) => (
        <RowName
          row={row}
          isSelected={isRowSelected(row, selection)}
          onSelect={() => onSelect({ type: row.type, id: row.id })}
        />
      ),
    },
    { key: "value", head: words.value, isNumber: true, cell: (row) => <RowValue row={row} /> },
    ...(isCompared
      ? [
          {
            key: "typical",
            head: comparison.column,
            cell: (row: MapRow) =>
              row.type === "segment" ? <RowTypical typical={typical.get(row.id)} /> : null,
          },
        ]
      : []),
  ];
  const left = (rows?.length ?? 0) + unlisted - Math.min(rows?.length ?? 0, MAX_ROWS);
  return (
    <section aria-label={words.title} className="absolute inset-0 z-10 flex flex-col bg-panel">
      <header className="flex h-36 flex-none items-center gap-8 border-b border-line px-14">
        <h2 ref={heading} tabIndex={-1} className="type-strong text-ink outline-none">
          {words.title}
        </h2>
        <span className="type-dense text-ink3">{rows ? formatNumber(rows.length + unlisted) : ""}</span>
        <Button
          isSmall
          className="ms-auto"
          icon={<Icon of={IconMap2} size={13} />}
          shortcut={tableKey}
          onClick={onClose}
        >
          {words.close}
        </Button>
      </header>
      {isError ? (
        <ErrorState title={panel.failed(words.streets)} retry={{ label: panel.retry, onRetry: retry }} />
      ) : rows === null ? (
        <LoadingState label={panel.loading(words.streets)} />
      ) : rows.length === 0 ? (
        <EmptyState title={words.empty} />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto px-8">
          <DataTable
            caption={words.caption}
            columns={columns}
            rows={rows.slice(0, MAX_ROWS)}
            rowKey={({ type, id }) => `${type} ${id}`}
          />
          {left > 0 ? (
            <p className="px-6 py-8 type-small text-ink3">{words.more(formatNumber(left))}</p>
          ) : null}
        </div>
      )}
    </section>
  );
}
