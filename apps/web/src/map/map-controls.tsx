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
import { useEffect, useState } from "react";
import { Icon } from "../ui/icon.tsx";
import type { LiveMapHandle, MapTool, MapWords } from "./live-map-props.ts";

/** The whole page becomes full screen, and its style leaves the map what says how far that can be trusted. */
function useFullscreen(): { isFull: boolean; isOffered: boolean; toggle(): void } {
  const [isFull, setFull] = useState(false);
  const [isOffered, setOffered] = useState(false);
  useEffect(() => {
    const note = (): void => setFull(Boolean(document.fullscreenElement));
    note();
    // Phones of one maker do not have it.
    setOffered(Boolean(document.fullscreenEnabled));
    document.addEventListener("fullscreenchange", note);
    return () => document.removeEventListener("fullscreenchange", note);
  }, []);
  const toggle = (): void => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen();
  };
  return { isFull, isOffered, toggle };
}

/** Buttons on the map: zoom, whole city, measuring, full screen. */
export function MapControls(props: {
  words: MapWords;
  handle: Pick<LiveMapHandle, "zoomBy" | "showCity" | "toggleTool">;
  tool: MapTool | null;
  hasRoutes: boolean;
}) {
  const { words, handle } = props;
  const { isFull, isOffered, toggle } = useFullscreen();
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
      {isOffered ? (
        <button type="button" aria-label={fullWord} title={fullWord} onClick={toggle}>
          <Icon of={isFull ? IconMinimize : IconMaximize} size={16} />
        </button>
      ) : null}
    </div>
  );
}
