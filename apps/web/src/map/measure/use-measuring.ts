"use client";

import { type RefObject, useCallback, useState } from "react";
import { useShortcut } from "../../ui/shortcuts.ts";
import { screenDistance } from "../aim/screen-distance.ts";
import { type Aim, useAiming } from "../aim/use-aiming.ts";
import type { MapEngine } from "../map-engine.ts";
import { close, enter, type Measurement, NOTHING_MEASURED, press, undo } from "./measurement.ts";

export interface Measuring {
  measurement: Measurement;
  aim: Aim;
  undo(): void;
  close(): void;
  clear(): void;
}

/** A measurement, and how pointer and keys change it. */
export function useMeasuring(options: {
  engine: MapEngine;
  frame: RefObject<HTMLElement | null>;
  onDone(): void;
}): Measuring {
  const { engine, frame, onDone } = options;
  const [measurement, setMeasurement] = useState(NOTHING_MEASURED);
  const clear = useCallback(() => setMeasurement(NOTHING_MEASURED), []);
  const undoLast = (): void => setMeasurement(undo);
  const closeLine = (): void => setMeasurement(close);
  const distance = () => screenDistance(engine.camera());
  const aim = useAiming({
    engine,
    frame,
    tool: {
      onPress: (at) => setMeasurement((was) => press(was, at, distance())),
      onEnter: (at) => (at ? setMeasurement((was) => enter(was, at, distance())) : closeLine()),
      onUndo: undoLast,
    },
  });
  useShortcut("escape", measurement.points.length > 0 ? clear : onDone);
  return { measurement, aim, clear, undo: undoLast, close: closeLine };
}
