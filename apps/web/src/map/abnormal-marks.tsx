"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { type RefObject, useMemo, useRef } from "react";
import { useAbnormal } from "../live/use-live.ts";
import { SeverityMark } from "../ui/severity-mark.tsx";
import type { CameraFeed } from "./camera-feed.ts";
import { type HeldMark, holdMarks } from "./hold-marks.ts";
import type { MapFeature, MapWords } from "./live-map-props.ts";
import { useFocusWithin } from "./use-focus-within.ts";
import { usePlacing } from "./use-placing.ts";

const MARK_PX = 20;

function Callout(props: { item: AbnormalItem; cameras: CameraFeed; words: MapWords }) {
  const { item, cameras, words } = props;
  const frame = useRef<HTMLDivElement>(null);
  const items = useMemo(() => [item], [item]);
  usePlacing(frame, items, cameras);
  const { title, detail } = words.callout(item);
  return (
    <div ref={frame} aria-hidden>
      <div>
        <div className="live-map-callout">
          <SeverityMark severity={item.severity} sizePx={17} />
          <span>
            <b>{title}</b>
            {detail}
          </span>
        </div>
      </div>
    </div>
  );
}

const NONE: readonly AbnormalItem[] = [];

function isSelected(item: AbnormalItem, selection: MapFeature | null): boolean {
  if (selection?.type === "abnormal") return selection.id === item.id;
  return selection?.type === item.subject.type && selection.id === item.subject.id;
}

/** What is abnormal, held in place while the keyboard's focus is within the frame. */
function useHeldMarks(frame: RefObject<HTMLElement | null>): readonly HeldMark[] {
  const known = useAbnormal() ?? NONE;
  const isWithin = useFocusWithin(frame);
  const held = useRef<readonly HeldMark[]>([]);
  const marks = useMemo(() => holdMarks(known, held.current, isWithin), [known, isWithin]);
  held.current = marks;
  return marks;
}

/** Marks of what is abnormal, as buttons: Tab walks them worst first. */
export function AbnormalMarks(props: {
  cameras: CameraFeed;
  words: MapWords;
  selection: MapFeature | null;
  onSelect(feature: MapFeature): void;
}) {
  const { cameras, words, selection, onSelect } = props;
  const frame = useRef<HTMLDivElement>(null);
  const marks = useHeldMarks(frame);
  const items = useMemo(() => marks.map(({ item }) => item), [marks]);
  const selected = items.find((item) => isSelected(item, selection));
  usePlacing(frame, items, cameras);
  const nameOf = (item: AbnormalItem, isGone: boolean) =>
    isGone ? `${words.abnormal(item)}, ${words.cleared}` : words.abnormal(item);
  return (
    <div className="live-map-marks">
      {selected ? <Callout item={selected} cameras={cameras} words={words} /> : null}
      <div ref={frame}>
        {marks.map(({ item, isGone }) => (
          <button
            key={item.id}
            type="button"
            aria-label={nameOf(item, isGone)}
            title={nameOf(item, isGone)}
            aria-pressed={item === selected}
            style={{ zIndex: 5 - item.severity }}
            onClick={() => onSelect({ type: "abnormal", id: item.id })}
          >
            <SeverityMark severity={item.severity} sizePx={MARK_PX} isOutlined={isGone} />
          </button>
        ))}
      </div>
    </div>
  );
}
