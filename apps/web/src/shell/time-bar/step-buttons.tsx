"use client";

import type { ReplaySpeed } from "@arterial/api/live/replay-clock";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { useKeyHint, useShortcut } from "../../ui/shortcuts.ts";
import { AHEAD_STEPS, BACK_STEPS, nextSpeed, playOrPause, stepClock } from "./step-clock.ts";
import { useClockControl } from "./use-clock-control.ts";

/** Keys of the clock, wherever the focus is: `[` and `]` a minute, Space plays and stops, `l` is live. */
export function useClockKeys(): void {
  const { now, set } = useClockControl();
  const isReplay = now?.clock.mode === "replay";
  useShortcut("stepBack", now ? () => set(stepClock(now, -1)) : undefined);
  useShortcut("stepAhead", now && isReplay ? () => set(stepClock(now, 1)) : undefined);
  useShortcut("play", now && isReplay ? () => set(playOrPause(now, 1)) : undefined);
  useShortcut("live", now && isReplay ? () => set({ mode: "live" }) : undefined);
}

/** Steps back, play and stop, steps ahead and the speed. Live there is nothing ahead. */
export function StepButtons({ className = "" }: { className?: string }) {
  const words = useMessages().replay;
  const { now, set } = useClockControl();
  const [speed, setSpeed] = useState<ReplaySpeed>(1);
  const playKey = useKeyHint("play");
  const clock = now?.clock;
  const isReplay = clock?.mode === "replay";
  const isRunning = isReplay && clock.speed > 0;
  const changeSpeed = () => {
    const next = nextSpeed(isRunning ? clock.speed : speed);
    setSpeed(next);
    if (now && isRunning) set({ mode: "replay", t: now.shownAt, speed: next });
  };
  const step = (minutes: number) => (
    <Button
      key={minutes}
      isSmall
      className="min-w-28 max-md:h-44 max-md:flex-1 max-md:px-4"
      disabled={!now}
      aria-label={minutes < 0 ? words.back(-minutes) : words.ahead(minutes)}
      onClick={() => now && set(stepClock(now, minutes))}
    >
      {formatNumber(minutes, { isSigned: true })}
    </Button>
  );
  return (
    <div className={`flex items-center gap-6 max-md:gap-4 ${className}`}>
      {BACK_STEPS.map((minutes) => step(-minutes))}
      <Button
        isSmall
        look={isRunning ? "primary" : "default"}
        className="max-md:h-44 max-md:flex-1 max-md:px-4"
        disabled={!now}
        aria-label={isRunning ? words.pause : words.play}
        icon={<Icon of={isRunning ? IconPlayerPause : IconPlayerPlay} size={13} />}
        onClick={() => now && set(playOrPause(now, speed === 0 ? 1 : speed))}
        shortcut={isReplay ? playKey : undefined}
      />
      {isReplay ? (
        <>
          {AHEAD_STEPS.map(step)}
          <Button
            isSmall
            className="max-md:h-44 max-md:px-8"
            aria-label={words.speed(isRunning ? clock.speed : speed)}
            onClick={changeSpeed}
          >
            {`${isRunning ? clock.speed : speed}×`}
          </Button>
        </>
      ) : null}
    </div>
  );
}
