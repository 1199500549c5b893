"use client";

import { useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock } from "../../live/use-live.ts";
import { TabList } from "../../ui/tabs.tsx";
import { HISTORY_SPANS, type HistorySpan } from "./history-span.ts";

/** How far back a chart goes. A replay knows one hour of what had been told. */
export function useHistorySpan() {
  const [chosen, choose] = useState<HistorySpan>("1h");
  const { mode } = useReplayClock();
  const isReplay = mode === "replay";
  return { span: isReplay ? "1h" : chosen, choose, isReplay, mode };
}

/** The spans to choose from; none in a replay. */
export function SpanChoice({ span, choose, isReplay }: ReturnType<typeof useHistorySpan>) {
  const { spans, span: label } = useMessages().live.chart;
  if (isReplay) return null;
  return (
    <TabList
      label={label}
      items={HISTORY_SPANS.map((value) => ({ value, label: spans[value] }))}
      value={span}
      onChange={(value) => choose(HISTORY_SPANS.find((name) => name === value) ?? "1h")}
    />
  );
}
