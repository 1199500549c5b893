"use client";

import { countBySeverity } from "@arterial/domain/live/severity-counts";
import dynamic from "next/dynamic";
import { useEffect, useMemo, useRef, useState } from "react";
import { describeAbnormal } from "../features/abnormal/describe.ts";
import { emptyList } from "../features/abnormal/empty-list.ts";
import { compareAbnormal } from "../features/abnormal/order.ts";
import { useMessages } from "../i18n/messages.ts";
import { useConnection, useLiveAbnormal, useLiveNow } from "../live/use-live.ts";
import { formatElapsed } from "../ui/format-duration.ts";
import { SeverityMark } from "../ui/severity-mark.tsx";

const WallQueue = dynamic(() => import("./wall-queue.tsx").then((module) => module.WallQueue), {
  ssr: false,
});

/** Height of a row in the wall's unit, as in wall.css. */
const ROW_UNITS = 85;
/** Widths at which the wall is drawn, lying and on its side, as in wall.css. */
const DESIGN_WIDTH_PX = { landscape: 1920, portrait: 1280 } as const;

/** How many whole rows there is room for. */
function useRoom() {
  const frame = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const { innerWidth, innerHeight } = window;
      const rowPx =
        (ROW_UNITS * innerWidth) / DESIGN_WIDTH_PX[innerWidth > innerHeight ? "landscape" : "portrait"];
      setRows(Math.max(0, Math.floor((entry?.contentRect.height ?? 0) / rowPx)));
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return { frame, rows };
}

/**
 * What is abnormal, worst first, as far as there is room; how many there are beside is said. Below it how the worst
 * queue came to be.
 */
export function WallList() {
  const messages = useMessages();
  const words = messages.live.wall;
  const items = useLiveAbnormal();
  const now = useLiveNow() ?? 0;
  const { status } = useConnection();
  const { frame, rows } = useRoom();
  const sorted = useMemo(() => items?.toSorted(compareAbnormal) ?? [], [items]);
  // The last place says what has none.
  const shown = sorted.length > rows ? sorted.slice(0, Math.max(0, rows - 1)) : sorted;
  const queue = sorted.find((item) => item.queue);
  const left = countBySeverity(sorted.slice(shown.length));
  const leftWords = left.flatMap((count, index) => (count > 0 ? [words.ofSeverity(count, index + 1)] : []));
  return (
    <section aria-label={messages.live.abnormal.title} className="wall-list border-s border-line bg-panel">
      <div ref={frame} className="min-h-0 flex-1">
        <ul>
          {shown.map((item) => {
            const { title, place, value } = describeAbnormal(item, messages);
            return (
              <li key={item.id} className="wall-row border-b border-line">
                <SeverityMark
                  severity={item.severity}
                  label={messages.live.abnormal.severityName(item.severity)}
                />
                <span className="wall-what">
                  <b className="wall-strong">{title}</b>
                  <span className="text-ink2">{place}</span>
                </span>
                <span className="wall-how">
                  <span className="text-ink2">{formatElapsed(now - item.since)}</span>
                  <b>{value}</b>
                </span>
              </li>
            );
          })}
          {leftWords.length > 0 ? (
            <li className="wall-row text-ink2">{words.more(leftWords.join(", "))}</li>
          ) : null}
        </ul>
        {sorted.length === 0 ? (
          <p className="wall-row text-ink2">{messages.live.abnormal[emptyList(items !== null, status)]}</p>
        ) : null}
      </div>
      {queue ? (
        <WallQueue
          key={queue.subject.id}
          segmentId={queue.subject.id}
          place={describeAbnormal(queue, messages).place}
        />
      ) : null}
    </section>
  );
}
