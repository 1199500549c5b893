"use client";

import { useMessages } from "../i18n/messages.ts";
import { useConnection, useHeartbeat } from "../live/use-live.ts";
import { formatNumber } from "../ui/format-number.ts";

type Words = (seconds: string) => string;

/** Hollow circle while data comes, filled square while it does not: shape before colour. */
function StateGlyph({ isLive }: { isLive: boolean }) {
  return (
    <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden className="flex-none">
      {isLive ? (
        <circle cx={5} cy={5} r={3.6} fill="none" stroke="currentColor" strokeWidth={2} />
      ) : (
        <path d="M1.5 1.5 L8.5 8.5 M8.5 1.5 L1.5 8.5" stroke="currentColor" strokeWidth={2} />
      )}
    </svg>
  );
}

/** Below this, a delay would be written as none at all. */
const LEAST_BEHIND_S = 0.1;

function behindWords(behindMs: number, words: { behind: Words; hardlyBehind: Words }): string {
  const seconds = behindMs / 1000;
  const isHardly = seconds < LEAST_BEHIND_S;
  const text = formatNumber(isHardly ? LEAST_BEHIND_S : seconds, { decimals: 1 });
  return isHardly ? words.hardlyBehind(text) : words.behind(text);
}

/** Whether the data is live, how far behind it is, and how many devices are fresh. */
export function LiveState() {
  const { live } = useMessages().shell;
  const { status, behindMs } = useConnection();
  const heartbeat = useHeartbeat();
  const words = { live: live.live, connecting: live.connecting, lost: live.lost }[status];
  return (
    <div className="flex items-center gap-14 whitespace-nowrap type-dense text-ink2">
      <span className="flex items-center gap-8 text-ink">
        <StateGlyph isLive={status === "live"} />
        <span>
          <span className="font-semibold">{words}</span>
          {status === "live" ? (
            <span className="text-ink2">
              {` ${behindMs === null ? live.waiting : behindWords(behindMs, live)}`}
            </span>
          ) : null}
        </span>
      </span>
      {heartbeat && status === "live" ? (
        <span className="max-lg:hidden">
          {live.devicesFresh(formatNumber(heartbeat.devicesFresh), formatNumber(heartbeat.devicesTotal))}
        </span>
      ) : null}
    </div>
  );
}
