"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { useMemo, useRef } from "react";
import { useAbnormal } from "../live/use-live.ts";
import { SeverityMark } from "../ui/severity-mark.tsx";
import type { CameraFeed } from "./camera-feed.ts";
import type { MapFeature, MapWords } from "./live-map-props.ts";
import { usePlacing } from "./use-placing.ts";

const MARK_PX = 20;

function bySeverity(a: AbnormalItem, b: AbnormalItem): number {
  return a.severity - b.severity || b.since - a.since;
}

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

/** Marks of what is abnormal, as buttons: Tab walks them worst first. */
export function AbnormalMarks(props: {
  cameras: CameraFeed;
  words: MapWords;
  selection: MapFeature | null;
  onSelect(feature: MapFeature): void;
}) {
  const { cameras, words, selection, onSelect } = props;
  const frame = useRef<HTMLDivElement>(null);
  const known = useAbnormal() ?? NONE;
  const items = useMemo(() => [...known].sort(bySeverity), [known]);
  const selected = items.find((item) => isSelected(item, selection));
  usePlacing(frame, items, cameras);
  return (
    <div className="live-map-marks">
      {selected ? <Callout item={selected} cameras={cameras} words={words} /> : null}
      <div ref={frame}>
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            aria-label={words.abnormal(item)}
            title={words.abnormal(item)}
            aria-pressed={item === selected}
            style={{ zIndex: 5 - item.severity }}
            onClick={() => onSelect({ type: "abnormal", id: item.id })}
          >
            <SeverityMark severity={item.severity} sizePx={MARK_PX} />
          </button>
        ))}
      </div>
    </div>
  );
}
