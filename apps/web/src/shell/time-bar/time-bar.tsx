"use client";

import { IconChevronLeft, IconChevronRight, IconPointFilled } from "@tabler/icons-react";
import { useMemo } from "react";
import { useCity } from "../../features/city/city-context.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useKeyHint } from "../../ui/shortcuts.ts";
import { CompareButton } from "../compare-button.tsx";
import { CityIndex } from "./city-index.tsx";
import { StepButtons, useClockKeys } from "./step-buttons.tsx";
import { type ClockNow, findOnset, jumpClock } from "./step-clock.ts";
import { TimeField } from "./time-field.tsx";
import { TypicalSwitch } from "./typical-switch.tsx";
import { useClockControl } from "./use-clock-control.ts";
import { indexRange, useReplayIndex } from "./use-replay-index.ts";

/** Jumps to when something came on the list, before or after the shown moment. */
export function OnsetButton({
  direction,
  onsets,
  now,
  className = "",
}: {
  direction: -1 | 1;
  onsets: readonly number[];
  now: ClockNow;
  className?: string;
}) {
  const words = useMessages().replay;
  const { timeFormat } = useCity();
  const { set } = useClockControl();
  const found = findOnset(onsets, now.shownAt, direction);
  const name = direction === -1 ? words.previous : words.next;
  return (
    <Button
      isSmall
      className={`max-md:h-44 ${className}`}
      disabled={found === null}
      title={found === null ? words.noneBefore : timeFormat.time(found)}
      onClick={() => found !== null && set(jumpClock(now, found))}
      icon={<Icon of={direction === -1 ? IconChevronLeft : IconChevronRight} size={13} />}
    >
      {name}
    </Button>
  );
}

/** The bar that moves the whole page in time: steps, play, the index of six hours, the time as a field. */
export function TimeBar({ isCompared, onCompare }: { isCompared: boolean; onCompare: () => void }) {
  const words = useMessages().replay;
  const { now, set } = useClockControl();
  useClockKeys();
  const range = now ? indexRange(now.shownAt, now.liveAt) : null;
  const key = range ? `${range.fromMs} ${range.toMs}` : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new object only when its values are others
  const held = useMemo(() => range, [key]);
  const { data: index, isError } = useReplayIndex(held);
  const liveKey = useKeyHint("live");
  const onsets = index?.marks.map(({ knownAt }) => knownAt) ?? [];
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
        <div className="flex min-w-0 items-center justify-between gap-8 max-md:hidden">
          {isReplay || !now ? null : (
            <OnsetButton direction={-1} onsets={onsets} now={now} className="-ms-8 border-0 bg-transparent" />
          )}
          {/* Beside what is typical stands what was observed. */}
          {isCompared ? null : <TypicalSwitch />}
        </div>
      </div>
      <div className="flex min-w-0 flex-1 max-md:hidden">
        {index && now && held && index.points.length > 0 ? (
          <CityIndex index={index} range={held} now={now} />
        ) : (
          <p className="self-center px-16 type-body text-ink3">
            {index || isError ? words.noIndex : words.loadingIndex}
          </p>
        )}
      </div>
    </section>
  );
}
