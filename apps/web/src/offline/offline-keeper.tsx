"use client";

import { useEffect, useRef } from "react";
import { useCity } from "../features/city/city-context.tsx";
import { useFigureViews } from "../features/figures/use-figure-views.ts";
import { useMessages } from "../i18n/messages.ts";
import { useConnection, useLiveAbnormal, useReplayClock } from "../live/use-live.ts";
import { prepareLastKnown } from "./last-known.ts";
import { createLastKnownKeeper, forgetLastKnown } from "./last-known-store.ts";

const KEEP_MS = 5_000;
const WORKER = "/sw.js";

/** Keeps what is known now, for the page that stands here when the server cannot be reached; draws nothing. */
export function OfflineKeeper() {
  const { city, timeFormat } = useCity();
  const messages = useMessages();
  const figures = useFigureViews();
  const abnormal = useLiveAbnormal();
  const { status, lostReason, lastUpdateAt } = useConnection();
  const isLive = useReplayClock().mode === "live" && status === "live";
  const isSignedOut = lostReason === "signed_out";
  const shown = useRef<Parameters<typeof prepareLastKnown>[0] | null>(null);
  shown.current =
    isLive && abnormal !== null && lastUpdateAt !== null
      ? {
          city: city.name,
          figures,
          abnormal,
          updatedAt: lastUpdateAt,
          seenAt: Date.now(),
          timeFormat,
          messages,
        }
      : null;
  useEffect(() => {
    const keeper = createLastKnownKeeper();
    const timer = setInterval(() => {
      if (shown.current) keeper.keep(JSON.stringify(prepareLastKnown(shown.current)), Date.now());
    }, KEEP_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (isSignedOut) forgetLastKnown();
  }, [isSignedOut]);
  useEffect(() => {
    // Without https, or where the browser forbids it, there is no offline page; nothing else depends on it.
    void navigator.serviceWorker?.register(WORKER).catch(() => undefined);
  }, []);
  return null;
}
