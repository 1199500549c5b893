"use client";

import { useCity } from "../../features/city/city-context.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { liveSession } from "../../live/live-session.ts";
import { firstSecondFrom } from "../../live/page-clock.ts";
import { usePassedHole, useReplayStatus, useResumption } from "../../live/use-live.ts";
import { Button } from "../../ui/button.tsx";
import { formatAge } from "../../ui/format-duration.ts";
import { useKeyHint } from "../../ui/shortcuts.ts";
import { StepButtons } from "./step-buttons.tsx";
import { OnsetButton } from "./time-bar.tsx";
import { useClockControl } from "./use-clock-control.ts";
import { indexRange, useReplayIndex } from "./use-replay-index.ts";

const PLATE = "flex items-center bg-panel px-10 py-4";

/** Goes to where the recording goes on after a moment of which nothing was recorded. */
function ResumeButton() {
  const { band } = useMessages().replay;
  const { set } = useClockControl();
  const resumesAt = useResumption();
  if (resumesAt === null) return null;
  return (
    <Button
      isSmall
      className="border-ink max-md:h-44"
      onClick={() => set({ mode: "replay", t: firstSecondFrom(resumesAt), speed: 0 })}
    >
      {band.resume}
    </Button>
  );
}

/** Red band over everything that is replayed: which moment, how long ago, and the way back. */
export function ReplayBand() {
  const words = useMessages().replay;
  const { timeFormat } = useCity();
  const { now, set } = useClockControl();
  const status = useReplayStatus();
  const hole = usePassedHole();
  const liveKey = useKeyHint("live");
  const range = now && now.clock.mode === "replay" ? indexRange(now.shownAt, now.liveAt) : null;
  const { data: index } = useReplayIndex(range);
  if (!now || now.clock.mode === "live") return null;
  const onsets = index?.onsets;
  const firstAt = index?.span?.firstAt ?? null;
  const zone = timeFormat.zone(now.shownAt);
  const passed = hole
    ? `${words.band.passed(timeFormat.clock(hole.fromMs), timeFormat.clock(hole.toMs))} `
    : "";
  const sentence = {
    idle: "",
    ready: words.band.off,
    loading: words.band.loading,
    missing:
      firstAt !== null && firstAt > now.shownAt
        ? `${words.band.missing} ${words.band.recordedFrom(`${timeFormat.date(firstAt)} ${timeFormat.time(firstAt)}`)}`
        : words.band.missing,
    ended: words.band.ended,
    failed: words.band.failed,
    forbidden: words.band.forbidden,
  }[status];
  return (
    <section
      aria-label={words.band.title}
      className="console-replay replay-band flex flex-wrap items-center justify-between gap-8 px-16 py-6"
    >
      <p className="flex min-w-0 flex-wrap items-center gap-8 max-md:w-full">
        <strong className={`${PLATE} flex-none border border-replay type-title text-ink`}>
          {`${words.band.title} ${timeFormat.clock(now.shownAt)} ${zone}`}
        </strong>
        <Button isSmall className="ms-auto h-44 border-ink md:hidden" onClick={() => set({ mode: "live" })}>
          {words.backToLive}
        </Button>
        <span className={`${PLATE} min-w-0 flex-wrap gap-x-4 type-body text-ink`}>
          {status === "ready" ? `${words.band.ago(formatAge(now.liveAt - now.shownAt))} ` : ""}
          {/* Spoken when another moment is chosen or becomes known, and not with every second that passes. */}
          <span role="status">
            <span className="sr-only">{`${words.playhead(timeFormat.clock(now.clock.t))}. `}</span>
            {passed}
            {sentence}
          </span>
        </span>
        <ResumeButton />
        {status === "failed" ? (
          <Button isSmall onClick={() => liveSession().clock.retry()}>
            {words.band.retry}
          </Button>
        ) : null}
      </p>
      <div className="flex flex-wrap items-center gap-6 bg-panel px-6 py-4 max-md:w-full">
        <OnsetButton direction={-1} onsets={onsets} now={now} className="max-md:flex-1" />
        <StepButtons className="max-md:order-first max-md:w-full" />
        <OnsetButton direction={1} onsets={onsets} now={now} className="max-md:flex-1" />
        <Button
          isSmall
          className="border-ink max-md:hidden"
          shortcut={liveKey}
          onClick={() => set({ mode: "live" })}
        >
          {words.backToLive}
        </Button>
      </div>
    </section>
  );
}
