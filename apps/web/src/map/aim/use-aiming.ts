"use client";

import type { LonLat } from "@arterial/domain/city/network";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { MapEngine } from "../map-engine.ts";

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

/** What a tool does with points that are set on the map. */
export interface AimedTool {
  /** A point was set, by a press of the pointer or by Space at the crosshair. */
  onPress(at: LonLat): void;
  /** Enter was pressed: at the crosshair, or null while the pointer aims. */
  onEnter(at: LonLat | null): void;
  onUndo(): void;
}

/** Hears the keys of the tool before the map does, wherever in the map's frame the focus is. */
function useToolKeys(frame: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => boolean): void {
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

/** Sets points on the map for a tool, by pointer and by keyboard; while it does, a press selects nothing. */
export function useAiming(options: {
  engine: MapEngine;
  frame: RefObject<HTMLElement | null>;
  tool: AimedTool;
}): Aim {
  const { engine, frame } = options;
  const tool = useRef(options.tool);
  tool.current = options.tool;
  const [aim, setAim] = useState<Aim>("middle");
  useEffect(() => {
    engine.map.getCanvas().focus();
    engine.pointer.give({
      onPress(at) {
        setAim((was) => (was === "middle" ? null : was));
        tool.current.onPress(at);
      },
      onMove: (at) => setAim((was) => (at ? { at } : was === "middle" ? was : null)),
    });
    return () => engine.pointer.give(null);
  }, [engine]);

  const onKey = useCallback(
    ({ key, shiftKey, target }: KeyboardEvent): boolean => {
      if (key === "Backspace") {
        tool.current.onUndo();
        return true;
      }
      if (target !== engine.map.getCanvas()) return false;
      if (key in STEPS) {
        setAim("middle");
        if (shiftKey) engine.map.panBy([...(STEPS[key] ?? [0, 0])], { animate: false });
        return shiftKey;
      }
      if (key !== " " && key !== "Enter") return false;
      const at = aim === "middle" ? engine.camera().center : null;
      if (key === "Enter") tool.current.onEnter(at);
      else if (at) tool.current.onPress(at);
      setAim("middle");
      return true;
    },
    [engine, aim],
  );
  useToolKeys(frame, onKey);
  return aim;
}
