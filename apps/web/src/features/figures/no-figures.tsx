"use client";

import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock, useReplayStatus } from "../../live/use-live.ts";
import { EmptyState, LoadingState } from "../../ui/panel-state.tsx";
import { emptyFigures } from "./empty-figures.ts";

/** In the place of the figures while there are none: that they are awaited, or that none are known of the shown moment. */
export function NoFigures() {
  const words = useMessages().live.figures;
  const empty = emptyFigures(useReplayClock().mode, useReplayStatus());
  if (empty === "notKnownThen") return <EmptyState title={words.notKnownThen} />;
  return <LoadingState label={words[empty]} barCount={1} />;
}
