"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { type RefObject, useLayoutEffect, useRef } from "react";
import { useAbnormal } from "../live/use-live.ts";
import { SeverityMark } from "../ui/severity-mark.tsx";
import type { MapFeature, MapWords } from "./live-map-props.ts";
import { type Camera, projector } from "./overlay/camera.ts";

/** Tells a part of the page where the camera is, now and after every move, without a render. */
export interface CameraFeed {
  current(): Camera | null;
  subscribe(listener: (camera: Camera) => void): () => void;
}

const MARK_PX = 20;

function bySeverity(a: AbnormalItem, b: AbnormalItem): number {
  return a.severity - b.severity || b.since - a.since;
}

function place(frame: HTMLElement, items: readonly AbnormalItem[], camera: Camera): void {
  const project = projector(camera);
  for (const [index, item] of items.entries()) {
    const mark = frame.children[index];
    const { x, y } = project(item.point[0], item.point[1]);
    if (mark instanceof HTMLElement) {
      mark.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      const isOutside = x < 0 || y < 0 || x > camera.widthPx || y > camera.heightPx;
      mark.style.visibility = isOutside ? "hidden" : "visible";
    }
  }
}

function usePlacing(
  frame: RefObject<HTMLElement | null>,
  items: readonly AbnormalItem[],
  cameras: CameraFeed,
) {
  useLayoutEffect(() => {
    const draw = (camera: Camera): void => {
      if (frame.current) place(frame.current, items, camera);
    };
    const now = cameras.current();
    if (now) draw(now);
    return cameras.subscribe(draw);
  }, [frame, items, cameras]);
}

const NONE: readonly AbnormalItem[] = [];

/** Marks of what is abnormal, as buttons: Tab walks them worst first. */
export function AbnormalMarks(props: {
  cameras: CameraFeed;
  words: MapWords;
  selection: MapFeature | null;
  onSelect(feature: MapFeature): void;
}) {
  const { cameras, words, selection, onSelect } = props;
  const frame = useRef<HTMLDivElement>(null);
  const items = [...(useAbnormal() ?? NONE)].sort(bySeverity);
  usePlacing(frame, items, cameras);
  return (
    <div ref={frame} className="live-map-marks">
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          aria-label={words.abnormal(item)}
          title={words.abnormal(item)}
          aria-pressed={selection?.id === item.id || selection?.id === item.subject.id}
          style={{ zIndex: 5 - item.severity }}
          onClick={() => onSelect({ type: "abnormal", id: item.id })}
        >
          <SeverityMark severity={item.severity} sizePx={MARK_PX} />
        </button>
      ))}
    </div>
  );
}
