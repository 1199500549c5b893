"use client";

import { createZoneOffset } from "@arterial/domain/time/zone-offset";
import { useEffect, useMemo, useRef, useState } from "react";
import { useCity } from "../../features/city/city-context.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { cx } from "../../ui/class-names.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { placeMarks } from "./place-marks.ts";
import { bandPath, hourTicks, type IndexScale, indexPath, indexTop, xOf, yOf } from "./prepare-city-index.ts";
import { type ClockNow, jumpClock } from "./step-clock.ts";
import { useClockControl } from "./use-clock-control.ts";
import type { useReplayIndex } from "./use-replay-index.ts";

const LEFT_PX = 40;
/** The number beside the last mark ends here too. */
const RIGHT_PX = 36;
const TOP_PX = 20;
const FOOT_PX = 22;
const BAR_PX = 104;
const MARK_PX = 13;
/** Room for a mark and the number that it stands for; its button is as large as WCAG 2.2 wants at least. */
const MARKS_APART_PX = 44;
const NUMBER_END_PX = 32;
const MIN_TARGET_PX = 24;
/** Less than this has no room for its name. */
const COMING_WORDS_PX = 96;

type Index = NonNullable<ReturnType<typeof useReplayIndex>["data"]>;

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [widthPx, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return { frame, widthPx };
}

function Marks(props: { index: Index; scale: IndexScale; widthPx: number; now: ClockNow }) {
  const { index, scale, widthPx, now } = props;
  const { replay: words, abnormal } = useMessages();
  const { set } = useClockControl();
  const { timeFormat } = useCity();
  const playheadX = xOf(scale, now.shownAt);
  const room = { apartPx: MARKS_APART_PX, numberPx: NUMBER_END_PX };
  return placeMarks(index.marks, { ...scale, playheadX }, room).map(({ mark, x, more, numberSide }) => {
    const { id, knownAt, severity, code, place } = mark;
    const name = words.mark(severity, abnormal.titles[code] ?? code, place ?? "", timeFormat.time(knownAt));
    const label = more === 0 ? name : words.markWithMore(name, more);
    return (
      <button
        key={`${id} ${knownAt}`}
        type="button"
        title={label}
        aria-label={label}
        className={cx("absolute flex h-24 items-center gap-2", numberSide === "before" && "flex-row-reverse")}
        style={{
          ...(numberSide === "before"
            ? { right: widthPx - (LEFT_PX + x + MARK_PX / 2) }
            : { left: LEFT_PX + x - MARK_PX / 2 }),
          top: -2,
          minWidth: MIN_TARGET_PX,
          opacity: knownAt > now.shownAt ? 0.5 : 1,
        }}
        onClick={() => set(jumpClock(now, knownAt))}
      >
        <SeverityMark severity={severity} sizePx={MARK_PX} label="" isOutlined={knownAt > now.shownAt} />
        {more > 0 ? (
          // Both numbers are in the button's name; as text they would be read together as one word.
          <span
            aria-hidden
            data-more={`+${more}`}
            className="font-data type-small text-ink2 after:content-[attr(data-more)]"
          />
        ) : null}
      </button>
    );
  });
}

function Axis({ scale }: { scale: IndexScale }) {
  const { timeFormat } = useCity();
  const offsetAt = createZoneOffset(timeFormat.timeZone);
  const ticks = hourTicks(scale, offsetAt(scale.fromMs));
  const last = ticks.at(-1);
  return (
    <>
      {[1, 1 + (scale.top - 1) / 2, scale.top].map((value) => (
        <g key={value}>
          <line
            x1={0}
            x2={scale.widthPx}
            y1={yOf(scale, value)}
            y2={yOf(scale, value)}
            stroke="var(--grid)"
          />
          <text x={-8} y={yOf(scale, value) + 4} textAnchor="end" fill="var(--ink3)" fontSize={11}>
            {formatNumber(value, { decimals: Number.isInteger(value) ? 0 : 2 })}
          </text>
        </g>
      ))}
      <line x1={0} x2={scale.widthPx} y1={scale.heightPx} y2={scale.heightPx} stroke="var(--line-strong)" />
      {ticks.map((tick) => (
        <text
          key={tick}
          x={xOf(scale, tick)}
          y={scale.heightPx + 15}
          textAnchor={scale.widthPx - xOf(scale, tick) < 40 ? "end" : "middle"}
          fill="var(--ink3)"
          fontSize={11}
        >
          {tick === last ? `${timeFormat.time(tick)} ${timeFormat.zone(tick)}` : timeFormat.time(tick)}
        </text>
      ))}
    </>
  );
}

/** What is typical for what comes: lighter than what came, and called by its name, since nobody has foreseen it. */
function Coming({ index, scale, liveAt }: { index: Index; scale: IndexScale; liveAt: number }) {
  const words = useMessages().replay;
  const band = bandPath(index.typical, scale, { fromMs: liveAt, toMs: scale.toMs });
  if (band === "") return null;
  const x = xOf(scale, liveAt);
  return (
    <>
      <path d={band} fill="var(--band)" fillOpacity={0.5} stroke="var(--band-line)" strokeOpacity={0.6} />
      {scale.widthPx - x >= COMING_WORDS_PX ? (
        <text x={(x + scale.widthPx) / 2} y={-6} textAnchor="middle" fill="var(--ink3)" fontSize={11}>
          {words.coming}
        </text>
      ) : null}
    </>
  );
}

function Playhead({ scale, now }: { scale: IndexScale; now: ClockNow }) {
  const isReplay = now.clock.mode === "replay";
  const colour = isReplay ? "var(--replay)" : "var(--ink)";
  const x = xOf(scale, Math.min(now.shownAt, scale.toMs));
  const liveX = xOf(scale, now.liveAt);
  return (
    <>
      {isReplay && liveX <= scale.widthPx + 1 ? (
        <line x1={liveX} x2={liveX} y1={0} y2={scale.heightPx} stroke="var(--ink3)" />
      ) : null}
      <line x1={x} x2={x} y1={-14} y2={scale.heightPx} stroke={colour} strokeWidth={2} />
      <path d={`M${x - 5} -16H${x + 5}L${x} -9Z`} fill={colour} />
    </>
  );
}

/** The city's travel time index over six hours with its typical band, what came on the list, and the shown moment. */
export function CityIndex({
  index,
  range,
  now,
}: {
  index: Index;
  range: { fromMs: number; toMs: number };
  now: ClockNow;
}) {
  const words = useMessages().replay;
  const { set } = useClockControl();
  const { timeFormat } = useCity();
  const { frame, widthPx } = useWidth();
  const scale = useMemo<IndexScale>(
    () => ({
      ...range,
      widthPx: Math.max(0, widthPx - LEFT_PX - RIGHT_PX),
      heightPx: BAR_PX - TOP_PX - FOOT_PX,
      top: indexTop(index.points, index.typical),
    }),
    [range, widthPx, index],
  );
  const isReplay = now.clock.mode === "replay";
  const past = { fromMs: range.fromMs, toMs: Math.min(now.liveAt, range.toMs) };
  const known = index.points.filter(({ startAt }) => startAt <= now.shownAt);
  const later = index.points.filter(({ startAt, sizeMs }) => startAt >= now.shownAt - sizeMs);
  return (
    <div ref={frame} dir="ltr" className="relative min-w-0 flex-1">
      {scale.widthPx > 0 ? (
        <>
          {/* Every moment can be reached by buttons and the time field as well. */}
          <svg
            width={widthPx}
            height={BAR_PX}
            role="img"
            aria-label={`${words.index}. ${words.playhead(timeFormat.clock(now.shownAt))}`}
            className="font-data"
            onPointerDown={(event) => {
              const box = event.currentTarget.getBoundingClientRect();
              const share = (event.clientX - box.left - LEFT_PX) / scale.widthPx;
              if (share >= 0 && share <= 1)
                set(jumpClock(now, range.fromMs + share * (range.toMs - range.fromMs)));
            }}
          >
            <g transform={`translate(${LEFT_PX} ${TOP_PX})`}>
              <path d={bandPath(index.typical, scale, past)} fill="var(--band)" />
              <Coming index={index} scale={scale} liveAt={past.toMs} />
              <Axis scale={scale} />
              <path
                d={indexPath(isReplay ? later : [], scale)}
                fill="none"
                stroke="var(--ink-dim)"
                strokeWidth={1.2}
              />
              <path d={indexPath(known, scale)} fill="none" stroke="var(--observed)" strokeWidth={1.8} />
              <Playhead scale={scale} now={now} />
            </g>
          </svg>
          <Marks index={index} scale={scale} widthPx={widthPx} now={now} />
        </>
      ) : null}
    </div>
  );
}
