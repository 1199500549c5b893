"use client";

import { IconClockExclamation, IconPlugConnectedX } from "@tabler/icons-react";
import { useCity } from "../features/city/city-context.tsx";
import { useMessages } from "../i18n/messages.ts";
import type { LostReason } from "../live/connection-state.ts";
import { useConnection, useLiveNow, useReplayClock } from "../live/use-live.ts";
import { useHasSessionEnded } from "../queries/session-end.ts";
import { formatAge } from "../ui/format-duration.ts";
import { Icon } from "../ui/icon.tsx";
import { SignInLink } from "../ui/sign-in-link.tsx";
import { mapMeanwhile } from "./map-meanwhile.ts";
import { useSignedInAgain } from "./use-signed-in-again.ts";

/**
 * Beyond this the times of this machine and those on the screen do not agree any more. It is measured closer than that: to
 * the time that the fastest of the last beats travelled.
 */
const WRONG_CLOCK_MS = 2_000;

/** Says that this machine's clock is wrong; what is shown goes by the server's. */
function WrongClock({ skewMs }: { skewMs: number }) {
  const { connection: words } = useMessages().shell;
  const age = formatAge(Math.abs(skewMs));
  return (
    <p
      className="console-band flex items-center gap-10 border-b border-line bg-panel px-16 py-4 type-body text-ink"
      role="alert"
    >
      <Icon of={IconClockExclamation} size={16} />
      {skewMs > 0 ? words.clockBehind(age) : words.clockAhead(age)}
    </p>
  );
}

/** Why nothing arrives, or could be changed; null while all is well. */
function useLostReason(): LostReason | null {
  const { status, lostReason } = useConnection();
  const hasSessionEnded = useHasSessionEnded();
  useSignedInAgain(lostReason);
  if (hasSessionEnded) return "signed_out";
  return status === "lost" ? (lostReason ?? "network") : null;
}

/** The band of a page with a map: it says what the map does meanwhile. */
export function MapConnectionBand() {
  const { connection: words } = useMessages().shell;
  const isReplay = useReplayClock().mode === "replay";
  const meanwhile = mapMeanwhile(isReplay, useConnection().status);
  return <ConnectionBand meanwhile={meanwhile === null ? "" : words[meanwhile]} />;
}

/** Striped band while nothing arrives: since when, and what `meanwhile` says of what is on the screen. */
export function ConnectionBand({ meanwhile }: { meanwhile: string }) {
  const { connection: words } = useMessages().shell;
  const { status, lastUpdateAt, serverSkewMs } = useConnection();
  const reason = useLostReason();
  const now = useLiveNow();
  const { timeFormat } = useCity();
  if (reason === null) {
    const isWrong = status === "live" && Math.abs(serverSkewMs) > WRONG_CLOCK_MS;
    return isWrong ? <WrongClock skewMs={serverSkewMs} /> : null;
  }
  const title = {
    network: words.title,
    pipeline: words.titlePipeline,
    signed_out: words.titleSignedOut,
    forbidden: words.titleForbidden,
    too_many: words.titleTooMany,
  }[reason];
  const update =
    lastUpdateAt === null
      ? words.never
      : words.lastUpdate(
          timeFormat.clock(lastUpdateAt),
          timeFormat.zone(lastUpdateAt),
          formatAge((now ?? lastUpdateAt) - lastUpdateAt),
        );
  return (
    <div className="console-band lost-band flex flex-wrap items-center justify-between gap-x-16 gap-y-2 border-y border-late px-14 max-md:py-4">
      <p className="flex min-w-0 items-center gap-10 bg-panel px-8 py-2 text-ink" role="alert">
        <Icon of={IconPlugConnectedX} size={16} />
        <span className="type-strong">{title}</span>
        <span className="type-body max-md:hidden">{meanwhile}</span>
      </p>
      <p className="min-w-0 bg-panel px-8 py-2 type-body text-ink">
        {reason === "forbidden" || reason === "too_many" ? (
          { forbidden: words.askForRole, too_many: words.closeOthers }[reason]
        ) : reason === "signed_out" ? (
          <SignInLink />
        ) : (
          <>
            {update} <span className="text-ink3 max-lg:hidden">{words.retrying}</span>
          </>
        )}
      </p>
    </div>
  );
}
