"use client";

import "../aim/tool.css";
import "./measure-tool.css";
import type { RefObject } from "react";
import type { CameraFeed } from "../camera-feed.ts";
import type { MapEngine } from "../map-engine.ts";
import { MeasurePanel } from "./measure-panel.tsx";
import { MeasuredDrawing } from "./measured-drawing.tsx";
import { useMeasuring } from "./use-measuring.ts";

/** Measures lengths and areas on the map; while it is there, pressing the map sets a point and selects nothing. */
export function MeasureTool(props: {
  engine: MapEngine;
  cameras: CameraFeed;
  frame: RefObject<HTMLElement | null>;
  onDone(): void;
}) {
  const { engine, cameras, frame } = props;
  const focusMap = (): void => engine.map.getCanvas().focus();
  const finish = (): void => {
    focusMap();
    props.onDone();
  };
  const measuring = useMeasuring({ engine, frame, onDone: finish });
  return (
    <>
      <MeasuredDrawing measurement={measuring.measurement} aim={measuring.aim} cameras={cameras} />
      <MeasurePanel measuring={measuring} onFocusMap={focusMap} onDone={finish} />
    </>
  );
}
