"use client";

import {
  IconCurrentLocation,
  IconMaximize,
  IconMinimize,
  IconMinus,
  IconPlus,
  IconRoute,
  IconRulerMeasure,
} from "@tabler/icons-react";
import { type RefObject, useEffect, useState } from "react";
import { Icon } from "../ui/icon.tsx";
import type { LiveMapHandle, MapTool, MapWords } from "./live-map-props.ts";

function useFullscreen(target: RefObject<HTMLElement | null>): { isFull: boolean; toggle(): void } {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const note = (): void => setFull(document.fullscreenElement === target.current);
    document.addEventListener("fullscreenchange", note);
    return () => document.removeEventListener("fullscreenchange", note);
  }, [target]);
  const toggle = (): void => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void target.current?.requestFullscreen();
  };
  return { isFull, toggle };
}

/** Buttons on the map: zoom, whole city, measuring, full screen. */
export function MapControls(props: {
  words: MapWords;
  handle: Pick<LiveMapHandle, "zoomBy" | "showCity" | "toggleTool">;
  frame: RefObject<HTMLElement | null>;
  tool: MapTool | null;
  hasRoutes: boolean;
}) {
  const { words, handle, frame } = props;
  const { isFull, toggle } = useFullscreen(frame);
  const fullWord = isFull ? words.leaveFullscreen : words.fullscreen;
  return (
    <div className="live-map-controls">
      <button type="button" aria-label={words.zoomIn} title={words.zoomIn} onClick={() => handle.zoomBy(1)}>
        <Icon of={IconPlus} size={16} />
      </button>
      <button
        type="button"
        aria-label={words.zoomOut}
        title={words.zoomOut}
        onClick={() => handle.zoomBy(-1)}
      >
        <Icon of={IconMinus} size={16} />
      </button>
      <button
        type="button"
        aria-label={words.wholeCity}
        title={words.wholeCity}
        onClick={() => handle.showCity()}
      >
        <Icon of={IconCurrentLocation} size={16} />
      </button>
      <button
        type="button"
        aria-label={words.measure}
        title={words.measure}
        aria-pressed={props.tool === "measure"}
        onClick={() => handle.toggleTool("measure")}
      >
        <Icon of={IconRulerMeasure} size={16} />
      </button>
      {props.hasRoutes ? (
        <button
          type="button"
          aria-label={words.drawRoute}
          title={words.drawRoute}
          aria-pressed={props.tool === "route"}
          onClick={() => handle.toggleTool("route")}
        >
          <Icon of={IconRoute} size={16} />
        </button>
      ) : null}
      <button type="button" aria-label={fullWord} title={fullWord} onClick={toggle}>
        <Icon of={isFull ? IconMinimize : IconMaximize} size={16} />
      </button>
    </div>
  );
}
