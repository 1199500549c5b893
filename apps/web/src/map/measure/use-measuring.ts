"use client";

import type { LonLat } from "@arterial/domain/city/network";
import { type RefObject, useCallback, useEffect, useState } from "react";
import { useShortcut } from "../../ui/shortcuts.ts";
import type { MapEngine } from "../map-engine.ts";
import { projector } from "../overlay/camera.ts";
import {
  close,
  enter,
  type Measurement,
  NOTHING_MEASURED,
  press,
  type ScreenDistance,
  undo,
} from "./measurement.ts";

/** Step of an arrow key with Shift, px; without it MapLibre's own 100. */
const FINE_STEP_PX = 10;
const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-FINE_STEP_PX, 0],
  ArrowRight: [FINE_STEP_PX, 0],
  ArrowUp: [0, -FINE_STEP_PX],
  ArrowDown: [0, FINE_STEP_PX],
};

/** Where the next point would be: under the pointer, or at the crosshair in the middle of the map. */
export type Aim = { at: LonLat } | "middle" | null;

export interface Measuring {
  measurement: Measurement;
  aim: Aim;
  undo(): void;
  close(): void;
  clear(): void;
}

function distanceOn(engine: MapEngine): ScreenDistance {
  const project = projector(engine.camera());
  return (a, b) => {
    const [from, to] = [project(...a), project(...b)];
    return Math.hypot(from.x - to.x, from.y - to.y);
  };
}

/** Hears the keys of the tool before the map does, wherever in the map's frame the focus is. */
function useMeasuringKeys(
  frame: RefObject<HTMLElement | null>,
  onKey: (event: KeyboardEvent) => boolean,
): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || !onKey(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener("keydown", hear, { capture: true });
    return () => element.removeEventListener("keydown", hear, { capture: true });
  }, [frame, onKey]);
}

/** A measurement, and how pointer and keys change it. */
export function useMeasuring(options: {
  engine: MapEngine;
  frame: RefObject<HTMLElement | null>;
  onDone(): void;
}): Measuring {
  const { engine, frame, onDone } = options;
  const [measurement, setMeasurement] = useState(NOTHING_MEASURED);
  const [aim, setAim] = useState<Aim>("middle");
  useEffect(() => {
    engine.map.getCanvas().focus();
    engine.pointer.give({
      onPress(at) {
        setAim((was) => (was === "middle" ? null : was));
        setMeasurement((was) => press(was, at, distanceOn(engine)));
      },
      onMove: (at) => setAim((was) => (at ? { at } : was === "middle" ? was : null)),
    });
    return () => engine.pointer.give(null);
  }, [engine]);

  const clear = useCallback(() => setMeasurement(NOTHING_MEASURED), []);
  useShortcut("escape", measurement.points.length > 0 ? clear : onDone);
  const onKey = useCallback(
    ({ key, shiftKey, target }: KeyboardEvent): boolean => {
      if (key === "Backspace") {
        setMeasurement(undo);
        return true;
      }
      if (target !== engine.map.getCanvas()) return false;
      if (key in STEPS) {
        setAim("middle");
        if (shiftKey) engine.map.panBy([...(STEPS[key] ?? [0, 0])], { animate: false });
        return shiftKey;
      }
      if (key !== " " && key !== "Enter") return false;
      if (aim === "middle") {
        const { center } = engine.camera();
        const set = key === "Enter" ? enter : press;
        setMeasurement((was) => set(was, center, distanceOn(engine)));
      } else if (key === "Enter") setMeasurement(close);
      setAim("middle");
      return true;
    },
    [engine, aim],
  );
  useMeasuringKeys(frame, onKey);
  return {
    measurement,
    aim,
    clear,
    undo: () => setMeasurement(undo),
    close: () => setMeasurement(close),
  };
}
