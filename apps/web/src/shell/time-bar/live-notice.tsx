"use client";

import { countBySeverity } from "@arterial/domain/live/severity-counts";
import { useMessages } from "../../i18n/messages.ts";
import { useConnection, useLiveAbnormal } from "../../live/use-live.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { useClockControl } from "./use-clock-control.ts";

/** While another moment is shown: that the live feed goes on, how many S1 there are, and the way there. */
export function LiveNotice() {
  const words = useMessages().replay.notice;
  const { status } = useConnection();
  const items = useLiveAbnormal();
  const { set } = useClockControl();
  const [worst] = countBySeverity(items ?? []);
  return (
    <span className="flex items-center gap-10 whitespace-nowrap type-dense text-ink2">
      <span className="max-lg:hidden">{status === "lost" ? words.lost : words.running}</span>
      {worst > 0 ? (
        <strong className="flex items-center gap-6 font-semibold text-ink">
          <SeverityMark severity={1} sizePx={14} label="" />
          {words.alarms(worst)}
        </strong>
      ) : null}
      <button type="button" className="h-24 text-accent underline" onClick={() => set({ mode: "live" })}>
        {words.go}
      </button>
    </span>
  );
}
