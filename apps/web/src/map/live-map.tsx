"use client";

import "./live-map.css";
import dynamic from "next/dynamic";
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { AbnormalMarks } from "./abnormal-marks.tsx";
import type { BasemapState } from "./basemap/basemap.ts";
import type { CameraFeed } from "./camera-feed.ts";
import type { LiveMapHandle, LiveMapProps, MapTool, MapWords } from "./live-map-props.ts";
import { MapControls } from "./map-controls.tsx";
import { exposeInspection } from "./map-inspection.ts";
import { type Camera, metresPerPx } from "./overlay/camera.ts";
import { scaleBar } from "./scale-bar.ts";
import { useFocusWithin } from "./use-focus-within.ts";
import { useMapEngine } from "./use-map-engine.ts";
import { useZoneOutline } from "./use-zone-outline.ts";

const MeasureTool = dynamic(() => import("./measure/measure-tool.tsx").then((module) => module.MeasureTool), {
  ssr: false,
});

const RouteTool = dynamic(() => import("./route/route-tool.tsx").then((module) => module.RouteTool), {
  ssr: false,
});
const RouteMarks = dynamic(() => import("./route/route-marks.tsx").then((module) => module.RouteMarks), {
  ssr: false,
});

const DEFAULT_WORDS: Omit<MapWords, "callout"> = {
  map: "Map of the city",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  wholeCity: "Whole city",
  fullscreen: "Full screen",
  leaveFullscreen: "Leave full screen",
  basemapFailed: "The basemap did not load: this is the city's own ground.",
  measure: "Measure",
  drawRoute: "Draw a route",
  abnormal: (item) => `S${item.severity}`,
  cleared: "cleared",
};

function allWords(given: Partial<MapWords> | undefined): MapWords {
  const words = { ...DEFAULT_WORDS, ...given };
  const callout: MapWords["callout"] = (item) => ({ title: words.abnormal(item), detail: "" });
  return { callout, ...words };
}

function ScaleBar({ cameras }: { cameras: CameraFeed }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let drawn = "";
    const draw = (camera: Camera): void => {
      const { widthPx, label } = scaleBar(metresPerPx(camera));
      const wanted = `${widthPx} ${label}`;
      if (!bar.current || drawn === wanted) return;
      drawn = wanted;
      bar.current.style.width = `${widthPx}px`;
      bar.current.textContent = label;
    };
    const now = cameras.current();
    if (now) draw(now);
    return cameras.subscribe(draw);
  }, [cameras]);
  return <div ref={bar} className="live-map-scale" aria-hidden />;
}

/** Who is named for the basemap, or that it did not come. */
function BasemapNote({ state, words }: { state: BasemapState | null; words: MapWords }) {
  if (state === null) return null;
  if (state.status === "failed") {
    return (
      <p className="live-map-basemap" role="status">
        {words.basemapFailed}
      </p>
    );
  }
  return state.attribution === "" ? null : <p className="live-map-basemap">{state.attribution}</p>;
}

/** The city's live map: ground, data, vehicles, marks and its own controls. */
export function LiveMap({ ref, ...props }: LiveMapProps & { ref?: Ref<LiveMapHandle> }) {
  const frame = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const over = useRef<HTMLDivElement>(null);
  const markers = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const words = useMemo(() => allWords(props.words), [props.words]);
  const { engine, cameras, isReady, basemap } = useMapEngine(
    props,
    { ground, over, markers, overlay },
    words.map,
  );
  useZoneOutline(engine, isReady, props.selection);
  const [tool, setTool] = useState<MapTool | null>(null);
  const handle = useMemo<LiveMapHandle>(
    () => ({
      flyTo: (target) => engine.current?.flyTo(target),
      showCity: () => engine.current?.showCity(),
      zoomBy: (steps) => engine.current?.zoomBy(steps),
      toggleTool: (wanted) => setTool((was) => (was === wanted ? null : wanted)),
      focus: () => engine.current?.map.getCanvas().focus(),
    }),
    [engine],
  );
  useImperativeHandle(ref, () => handle, [handle]);
  useEffect(() => {
    if (isReady && frame.current && engine.current) exposeInspection(frame.current, engine.current);
  }, [isReady, engine]);
  useEffect(() => {
    if (isReady) engine.current?.pointer.keepForTool(tool !== null);
  }, [tool, isReady, engine]);
  const { link } = props;
  useEffect(() => {
    if (!isReady || !link) return;
    return link.join({ cameras, follow: (viewport) => engine.current?.goTo(viewport) });
  }, [isReady, link, cameras, engine]);
  // What only the keyboard reaches is made when the focus comes to the map.
  const isWalked = useFocusWithin(frame);
  return (
    <div
      ref={frame}
      className="live-map"
      data-live-map=""
      data-ready={isReady}
      data-lost={props.isConnectionLost}
      data-tool={tool ?? undefined}
    >
      <div ref={ground} className="live-map-ground" />
      <div ref={over} className="live-map-over" aria-hidden>
        <canvas ref={markers} />
        <canvas ref={overlay} />
      </div>
      {props.layers.has("incidents") ? (
        <AbnormalMarks
          cameras={cameras}
          words={words}
          selection={props.selection}
          onSelect={props.onSelect}
        />
      ) : null}
      {props.route ? <RouteMarks points={props.route.points} cameras={cameras} /> : null}
      {isWalked && !tool ? props.walk?.(cameras) : null}
      {props.hasControls === false ? null : (
        <MapControls words={words} handle={handle} tool={tool} hasRoutes={props.drafting !== undefined} />
      )}
      {tool === "measure" && isReady && engine.current ? (
        <MeasureTool engine={engine.current} cameras={cameras} frame={frame} onDone={() => setTool(null)} />
      ) : null}
      {tool === "route" && isReady && engine.current && props.drafting ? (
        <RouteTool
          engine={engine.current}
          frame={frame}
          drafting={props.drafting}
          onDone={() => setTool(null)}
        />
      ) : null}
      <ScaleBar cameras={cameras} />
      <BasemapNote state={basemap} words={words} />
    </div>
  );
}
