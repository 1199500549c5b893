"use client";

import "../aim/tool.css";
import { type RefObject, useEffect } from "react";
import type { RouteDrafting } from "../../features/route/use-route-drafting.ts";
import { useShortcut } from "../../ui/shortcuts.ts";
import { Crosshair } from "../aim/crosshair.tsx";
import { SAME_PX, screenDistance } from "../aim/screen-distance.ts";
import { useAiming } from "../aim/use-aiming.ts";
import type { MapEngine } from "../map-engine.ts";
import { RouteToolPanel } from "./route-tool-panel.tsx";

/** Draws a route on the map: each press goes on from the last point; while it is there, pressing selects nothing. */
export function RouteTool(props: {
  engine: MapEngine;
  frame: RefObject<HTMLElement | null>;
  drafting: RouteDrafting;
  onDone(): void;
}) {
  const { engine, frame, drafting } = props;
  const { begin, end, press, undo, clear } = drafting;
  useEffect(() => {
    begin();
    return end;
  }, [begin, end]);
  const focusMap = (): void => engine.map.getCanvas().focus();
  const leave = (): void => {
    focusMap();
    props.onDone();
  };
  const finish = (): void => {
    if (drafting.finish()) leave();
  };
  const aim = useAiming({
    engine,
    frame,
    tool: {
      onPress: press,
      onEnter(at) {
        const last = drafting.points.at(-1);
        const isSame = at && last && screenDistance(engine.camera())(last, at) <= SAME_PX;
        if (at && !isSame) press(at);
        else finish();
      },
      onUndo: undo,
    },
  });
  useShortcut("escape", drafting.points.length > 0 ? clear : leave);
  return (
    <>
      {aim === "middle" ? (
        <div className="live-map-drawing" aria-hidden>
          <Crosshair />
        </div>
      ) : null}
      <RouteToolPanel drafting={drafting} onFocusMap={focusMap} onFinish={finish} onLeave={leave} />
    </>
  );
}
