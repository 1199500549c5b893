"use client";

import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { liveSession } from "../live/live-session.ts";
import type { CameraFeed } from "./abnormal-marks.tsx";
import { fetchMapCity, type MapCity } from "./city-tiles-client.ts";
import type { EngineSettings } from "./engine-settings.ts";
import type { LiveMapProps } from "./live-map-props.ts";
import { MapEngine } from "./map-engine.ts";
import type { Camera } from "./overlay/camera.ts";

const REDUCED_MOTION = "(prefers-reduced-motion: reduce)";
const NONE: readonly string[] = [];
const CITY_RETRY_MS = 5_000;
const CITY_CHECK_MS = 30_000;

function subscribeMotion(listener: () => void): () => void {
  const query = window.matchMedia(REDUCED_MOTION);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

function useReducedMotion(): boolean {
  return useSyncExternalStore(
    subscribeMotion,
    () => window.matchMedia(REDUCED_MOTION).matches,
    () => false,
  );
}

/** The city's tiles; asked for again while there is none, and now and then in case another was imported. */
function useMapCity(): MapCity | null {
  const [city, setCity] = useState<MapCity | null>(null);
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (answer: Promise<MapCity | null>): Promise<void> => {
      const found = await answer.catch(() => null);
      if (isGone) return;
      if (found) setCity((held) => (held?.tiles.url === found.tiles.url ? held : found));
      timer = setTimeout(() => void ask(fetchMapCity()), found ? CITY_CHECK_MS : CITY_RETRY_MS);
    };
    void ask(firstCity);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return city;
}

// Asked for as soon as this file is loaded, so that the answer is there when the map is.
const firstCity: Promise<MapCity | null> =
  typeof window === "undefined" ? Promise.resolve(null) : fetchMapCity();
firstCity.catch(() => undefined);

function createCameraFeed(): CameraFeed & { send(camera: Camera): void } {
  const listeners = new Set<(camera: Camera) => void>();
  let latest: Camera | null = null;
  return {
    current: () => latest,
    send(camera) {
      latest = camera;
      for (const listener of listeners) listener(camera);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Holds the map's engine for as long as its elements stand on the page, and tells it what the props say. */
export function useMapEngine(
  props: LiveMapProps,
  elements: { ground: RefObject<HTMLDivElement | null>; canvas: RefObject<HTMLCanvasElement | null> },
  title: string,
): { engine: RefObject<MapEngine | null>; cameras: CameraFeed; isReady: boolean } {
  const city = useMapCity();
  const engine = useRef<MapEngine | null>(null);
  const cameras = useMemo(createCameraFeed, []);
  const [isReady, setReady] = useState(false);
  const isMotionReduced = useReducedMotion();
  const { theme, palette, layers, devices, selection, outlined = NONE, isConnectionLost } = props;
  const settings = useMemo<EngineSettings>(
    () => ({ theme, palette, layers, devices, selection, outlined, isConnectionLost, isMotionReduced }),
    [theme, palette, layers, devices, selection, outlined, isConnectionLost, isMotionReduced],
  );
  const latest = useRef({ props, settings, title });
  latest.current = { props, settings, title };
  const { ground, canvas } = elements;

  useEffect(() => {
    if (!city || !ground.current || !canvas.current) return;
    const made = new MapEngine({
      container: ground.current,
      canvas: canvas.current,
      city,
      session: liveSession(),
      settings: latest.current.settings,
      viewport: latest.current.props.viewport,
      title: latest.current.title,
      onSelect: (feature) => latest.current.props.onSelect(feature),
      onHover: (feature) => latest.current.props.onHover?.(feature),
      onCamera: cameras.send,
      onRest: (viewport) => latest.current.props.onViewportChange?.(viewport),
    });
    engine.current = made;
    cameras.send(made.camera());
    setReady(true);
    return () => {
      engine.current = null;
      setReady(false);
      made.stop();
    };
  }, [city, ground, canvas, cameras]);

  useEffect(() => engine.current?.update(settings), [settings]);
  return { engine, cameras, isReady };
}
