"use client";

import { useCity } from "../features/city/city-context.tsx";
import { useMessages } from "../i18n/messages.ts";
import { useNow, useReplayClock } from "../live/use-live.ts";
import { MapCaption } from "./map-caption.tsx";

/** Line over the map while another stands beside it: the shown moment, live or replayed. */
export function ObservedCaption() {
  const words = useMessages().comparison;
  const { timeFormat } = useCity();
  const isReplay = useReplayClock().mode === "replay";
  const now = useNow();
  const at =
    now === null ? "" : `${timeFormat.longWeekday(now)} ${timeFormat.clock(now)} ${timeFormat.zone(now)}`;
  return <MapCaption title={`${isReplay ? words.asKnown : words.observed} ${at}`} />;
}
