"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { countAll } from "@arterial/domain/live/severity-counts";
import { useRef } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useConnection, useHeartbeat, useNow, useReplayClock, useReplayStatus } from "../../live/use-live.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { EmptyState, LoadingState, NothingAbnormal } from "../../ui/panel-state.tsx";
import { useReader } from "../../ui/reader.ts";
import { useShortcut } from "../../ui/shortcuts.ts";
import { Tag } from "../../ui/tag.tsx";
import { useFocusKept } from "../../ui/use-focus-kept.ts";
import { useCity } from "../city/city-context.tsx";
import { AbnormalRowButton } from "./abnormal-row.tsx";
import { emptyList } from "./empty-list.ts";
import { useAbnormalRows } from "./use-abnormal-rows.ts";
import { useQuietSince } from "./use-quiet-since.ts";

export interface AbnormalListProps {
  selectedId: string | null;
  onSelect: (item: AbnormalItem) => void;
}

/** Below this share of devices that are heard, an empty list says nothing about the city. */
const HEARD_SHARE = 0.5;

function Quiet({ since }: { since: number | null }) {
  const words = useMessages().live.abnormal;
  const { timeFormat } = useCity();
  const heartbeat = useHeartbeat();
  if (heartbeat && heartbeat.devicesFresh < HEARD_SHARE * heartbeat.devicesTotal) {
    const [fresh, total] = [formatNumber(heartbeat.devicesFresh), formatNumber(heartbeat.devicesTotal)];
    return (
      <EmptyState title={words.fewHeard(fresh, total)}>
        <p>{words.tooFewHeard}</p>
      </EmptyState>
    );
  }
  return (
    <NothingAbnormal title={words.nothing}>
      {since === null
        ? words.nothingYet
        : words.nothingSince(`${timeFormat.time(since)} ${timeFormat.zone(since)}`)}
    </NothingAbnormal>
  );
}

/** Instead of rows of the live list. */
function NoRowsNow({ isKnown, quietSince }: { isKnown: boolean; quietSince: number | null }) {
  const words = useMessages().live.abnormal;
  const empty = emptyList(isKnown, useConnection().status);
  if (empty === "nothing") return <Quiet since={quietSince} />;
  return empty === "waiting" ? <LoadingState label={words.waiting} /> : <EmptyState title={words[empty]} />;
}

/** Instead of rows in a replay. How many devices were heard then is not recorded, and today's say nothing of it. */
function NoRowsThen({ isKnown }: { isKnown: boolean }) {
  const words = useMessages().live.abnormal;
  const isLoading = useReplayStatus() === "loading";
  if (isKnown) {
    return (
      <EmptyState title={words.nothingThen}>
        <p>{words.heardNotRecorded}</p>
      </EmptyState>
    );
  }
  return isLoading ? <LoadingState label={words.waitingThen} /> : <EmptyState title={words.notKnownThen} />;
}

/** What is abnormal now, or was known to be at the shown moment, worst first. Nothing moves under the pointer or the focus; `j` and `k` go through it. */
export function AbnormalList({ selectedId, onSelect }: AbnormalListProps) {
  const words = useMessages().live.abnormal;
  const { rows, waiting, hold } = useAbnormalRows();
  const { status } = useConnection();
  const now = useNow();
  const isReplay = useReplayClock().mode === "replay";
  const { timeFormat } = useCity();
  const list = useRef<HTMLUListElement>(null);
  const reader = useReader(hold);
  const frame = useRef<HTMLDivElement>(null);
  useFocusKept(frame, list);
  const isLost = status === "lost";
  const quietSince = useQuietSince(isReplay || isLost ? null : rows);

  const step = (by: 1 | -1) => {
    if (!rows || rows.length === 0) return;
    const index = rows.findIndex((row) => row.item.id === selectedId);
    const next = rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + by))];
    if (!next) return;
    onSelect(next.item);
    list.current?.querySelector<HTMLElement>(`[data-abnormal-id="${CSS.escape(next.item.id)}"]`)?.focus();
  };
  useShortcut("nextAbnormal", () => step(1));
  useShortcut("previousAbnormal", () => step(-1));

  return (
    <div ref={frame} className="flex min-h-0 flex-1 flex-col" {...reader.handlers}>
      <header className="flex h-36 flex-none items-center gap-8 border-b border-line px-14">
        <h2 className="type-strong text-ink">
          {isReplay && now !== null ? words.titleAt(timeFormat.time(now)) : words.title}
        </h2>
        <span className="type-dense text-ink3">
          {rows === null ? "" : formatNumber(countAll(rows.map(({ item }) => item)))}
        </span>
        {isReplay ? (
          <span className="ms-auto">
            <Tag>{words.asKnownThen}</Tag>
          </span>
        ) : waiting > 0 ? (
          <Button isSmall className="ms-auto max-md:h-30" onClick={reader.takeNew}>
            {words.newRows(waiting)}
          </Button>
        ) : (
          <span className="ms-auto type-small text-ink3">{words.order}</span>
        )}
      </header>
      {rows === null || rows.length === 0 ? null : (
        <ul
          ref={list}
          tabIndex={-1}
          aria-label={words.listLabel}
          className="min-h-0 flex-1 overflow-y-auto outline-none"
        >
          {rows.map((row) => (
            <li key={row.item.id}>
              <AbnormalRowButton
                row={row}
                now={now ?? row.item.since}
                isSelected={row.item.id === selectedId}
                onSelect={() => onSelect(row.item)}
              />
            </li>
          ))}
        </ul>
      )}
      {isReplay && !rows?.length ? <NoRowsThen isKnown={rows !== null} /> : null}
      {isReplay || rows?.length ? null : <NoRowsNow isKnown={rows !== null} quietSince={quietSince} />}
    </div>
  );
}
