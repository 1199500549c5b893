"use client";

import { IconChevronLeft, IconChevronRight, IconPointFilled } from "@tabler/icons-react";
import { useMemo } from "react";
import { useCity } from "../../features/city/city-context.tsx";
import { NotHere } from "../../features/panel/not-here.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import type { TimeFormat } from "../../ui/format-time.ts";
import { Icon } from "../../ui/icon.tsx";
import { useKeyHint } from "../../ui/shortcuts.ts";
import { CompareButton } from "../compare-button.tsx";
import { CityIndex } from "./city-index.tsx";
import { StepButtons, useClockKeys } from "./step-buttons.tsx";
import { allOnsets, type ClockNow, findOnset, jumpClock, type Onsets } from "./step-clock.ts";
import { TimeField } from "./time-field.tsx";
import { TypicalSwitch } from "./typical-switch.tsx";
import { useClockControl } from "./use-clock-control.ts";
import { indexRange, useReplayIndex } from "./use-replay-index.ts";

/** When something came on the list; with its day when that is another one than the shown. */
function onsetTime(at: number, shownAt: number, timeFormat: TimeFormat): string {
  const day = timeFormat.date(at);
  const time = `${timeFormat.time(at)} ${timeFormat.zone(at)}`;
  return day === timeFormat.date(shownAt) ? time : `${day} ${time}`;
}

/** Jumps to when something came on the list, before or after the shown moment; `onsets` is undefined while they are loaded. */
export function OnsetButton({
  direction,
  onsets,
  now,
  className = "",
}: {
  direction: -1 | 1;
  onsets: Onsets | undefined;
  now: ClockNow;
  className?: string;
}) {
  const words = useMessages().replay;
  const { timeFormat } = useCity();
  const { set } = useClockControl();
  const found = onsets ? findOnset(allOnsets(onsets), now.shownAt, direction) : null;
  const none = direction === -1 ? words.noneBefore : words.noneAfter;
  const name = direction === -1 ? words.previous : words.next;
  return (
    <Button
      isSmall
      className={`max-md:h-44 ${className}`}
      disabled={found === null}
      title={found !== null ? onsetTime(found, now.shownAt, timeFormat) : onsets ? none : undefined}
      onClick={() => found !== null && set(jumpClock(now, found))}
      icon={<Icon of={direction === -1 ? IconChevronLeft : IconChevronRight} size={13} />}
    >
      {name}
    </Button>
  );
}

/** In the place of the index: it loads, could not be had, or there is none yet. */
function NoIndex({ query }: { query: ReturnType<typeof useReplayIndex> }) {
  const words = useMessages().replay;
  const { data, isError, refetch } = query;
  return (
    <p role="status" className="flex flex-wrap items-center gap-8 self-center px-16 type-body text-ink3">
      {data ? (
        words.noIndex
      ) : (
        <NotHere name={words.index} isFailed={isError} onRetry={() => void refetch()} />
      )}
    </p>
  );
}

/** The bar that moves the whole page in time: steps, play, the index of six hours, the time as a field. */
export function TimeBar({
  isCompared,
  onCompare,
  isTypical,
  onTypical,
}: {
  isCompared: boolean;
  onCompare: () => void;
  isTypical: boolean;
  onTypical: () => void;
}) {
  const words = useMessages().replay;
  const { now, set } = useClockControl();
  useClockKeys();
  const range = now ? indexRange(now.shownAt, now.liveAt) : null;
  const key = range ? `${range.fromMs} ${range.toMs}` : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new object only when its values are others
  const held = useMemo(() => range, [key]);
  const indexQuery = useReplayIndex(held);
  const { data: index } = indexQuery;
  const liveKey = useKeyHint("live");
  const isReplay = now?.clock.mode === "replay";
  return (
    <section aria-label={words.label} className="console-time flex min-h-0 border-t border-line bg-panel">
      <div className="flex w-352 flex-none flex-col justify-between gap-4 border-e border-line px-16 py-8 max-md:w-full max-md:border-e-0">
        <div className="flex items-center justify-between gap-8 max-md:hidden">
          <span className="truncate type-strong text-ink">{words.index}</span>
          <CompareButton isCompared={isCompared} onToggle={onCompare} look="bar" />
        </div>
        <div className="flex items-center justify-between gap-8">
          {isReplay ? <TimeField /> : <StepButtons className="min-w-0 max-md:flex-1" />}
          {isReplay ? null : (
            <Button
              isSmall
              aria-pressed
              className="max-md:h-44"
              icon={<Icon of={IconPointFilled} size={13} />}
              shortcut={liveKey}
              onClick={() => set({ mode: "live" })}
            >
              {words.live}
            </Button>
          )}
        </div>
        {/* What is not observed says so on a phone too. */}
        <div
          className={cx(
            "flex min-w-0 items-center justify-between gap-8",
            (!isTypical || isCompared) && "max-md:hidden",
          )}
        >
          {isReplay || !now ? null : (
            <OnsetButton
              direction={-1}
              onsets={index?.onsets}
              now={now}
              className="-ms-8 border-0 bg-transparent"
            />
          )}
          {/* Beside what is typical stands what was observed. */}
          {isCompared ? null : <TypicalSwitch isOn={isTypical} onToggle={onTypical} />}
        </div>
      </div>
      <div className="flex min-w-0 flex-1 max-md:hidden">
        {index && now && held && index.points.length > 0 ? (
          <CityIndex index={index} range={held} now={now} />
        ) : (
          <NoIndex query={indexQuery} />
        )}
      </div>
    </section>
  );
}
