"use client";

import { useMemo } from "react";
import { describeAbnormal } from "../features/abnormal/describe.ts";
import { useMessages } from "../i18n/messages.ts";
import type { MapWords } from "../map/live-map-props.ts";

/** What the map calls its marks, in the reader's language. */
export function useMapWords(): Partial<MapWords> {
  const messages = useMessages();
  return useMemo<Partial<MapWords>>(
    () => ({
      ...messages.live.map,
      measure: messages.measure.title,
      drawRoute: messages.routes.tool.title,
      abnormal: (item) => {
        const { title, place } = describeAbnormal(item, messages);
        return `${messages.live.abnormal.severityName(item.severity)}: ${title}, ${place}`;
      },
      cleared: messages.abnormal.cleared,
      callout: (item) => {
        const { title, place, value } = describeAbnormal(item, messages);
        return { title, detail: [place, value].filter(Boolean).join(", ") };
      },
    }),
    [messages],
  );
}
