"use client";

import type { MapCityAnswer } from "@arterial/api/live/map-contract";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { liveSession } from "../live/live-session.ts";
import { useReducedMotion } from "../ui/use-reduced-motion.ts";
import type { BasemapState } from "./basemap/basemap.ts";
import type { CameraFeed } from "./camera-feed.ts";
import { fetchMapCity, type MapCity, mapCityOf } from "./city-tiles-client.ts";
import type { EngineSettings } from "./engine-settings.ts";
import type { LiveMapProps } from "./live-map-props.ts";
import { MapEngine } from "./map-engine.ts";
import type { Camera } from "./overlay/camera.ts";

const NONE: readonly string[] = [];
const CITY_RETRY_MS = 5_000;
const CITY_CHECK_MS = 30_000;

/**
 * The city's tiles: as the page came with them, or asked for; asked for again while there is none, and now and then in
 * case another was imported.
 */
function useMapCity(first: MapCityAnswer | null): MapCity | null {
  const [city, setCity] = useState(() => (first && typeof window !== "undefined" ? mapCityOf(first) : null));
  const isKnown = first !== null;
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const found = await fetchMapCity().catch(() => null);
      if (isGone) return;
      if (found) setCity((held) => (held?.tiles.url === found.tiles.url ? held : found));
      timer = setTimeout(() => void ask(), found ? CITY_CHECK_MS : CITY_RETRY_MS);
    };
    if (isKnown) timer = setTimeout(() => void ask(), CITY_CHECK_MS);
    else void ask();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [isKnown]);
  return city;
}

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

/** What the props say to the engine; the same object while that is the same. */
function useEngineSettings(props: LiveMapProps): EngineSettings {
  const isMotionReduced = useReducedMotion();
  const { theme, palette, layers, heat, typicalRatios, devices, selection, isConnectionLost } = props;
  const { outlined = NONE } = props;
  const route = props.route?.parts ?? null;
  return useMemo<EngineSettings>(
    () => ({
      ...{ theme, palette, layers, heat, typicalRatios, devices },
      ...{ selection, outlined, route, isConnectionLost, isMotionReduced },
    }),
    [
      theme,
      palette,
      layers,
      heat,
      typicalRatios,
      devices,
      selection,
      outlined,
      route,
      isConnectionLost,
      isMotionReduced,
    ],
  );
}

/** Holds the map's engine for as long as its elements stand on the page, and tells it what the props say. */
export function useMapEngine(
  props: LiveMapProps,
  elements: {
    ground: RefObject<HTMLDivElement | null>;
    over: RefObject<HTMLDivElement | null>;
    markers: RefObject<HTMLCanvasElement | null>;
    overlay: RefObject<HTMLCanvasElement | null>;
  },
  title: string,
): {
  engine: RefObject<MapEngine | null>;
  cameras: CameraFeed;
  isReady: boolean;
  /** Null while there is no basemap, or it has not come yet. */
  basemap: BasemapState | null;
} {
  const city = useMapCity(props.city);
  const engine = useRef<MapEngine | null>(null);
  const cameras = useMemo(createCameraFeed, []);
  const [isReady, setReady] = useState(false);
  const [basemap, setBasemap] = useState<BasemapState | null>(null);
  const settings = useEngineSettings(props);
  const latest = useRef({ props, settings, title });
  latest.current = { props, settings, title };
  const { ground, over, markers, overlay } = elements;

  useEffect(() => {
    const [container, overContainer] = [ground.current, over.current];
    const [markerCanvas, overlayCanvas] = [markers.current, overlay.current];
    if (!city || !container || !overContainer || !markerCanvas || !overlayCanvas) return;
    const make = (): void => {
      const { settings: first, props: given } = latest.current;
      const made = new MapEngine({
        container,
        over: overContainer,
        markers: markerCanvas,
        overlay: overlayCanvas,
        city,
        session: given.session ?? liveSession(),
        settings: first,
        viewport: given.viewport,
        title: latest.current.title,
        onSelect: (feature) => latest.current.props.onSelect(feature),
        onHover: (feature) => latest.current.props.onHover?.(feature),
        onCamera: cameras.send,
        onDrawn: () => latest.current.props.onDrawn?.(),
        onBasemap: setBasemap,
        onRest: (viewport) => latest.current.props.onViewportChange?.(viewport),
      });
      engine.current = made;
      cameras.send(made.camera());
      setReady(true);
    };
    // Apart from the rendering that it follows: each of the two alone keeps the page busy long enough.
    const making = setTimeout(make);
    return () => {
      clearTimeout(making);
      engine.current?.stop();
      engine.current = null;
      setReady(false);
      setBasemap(null);
    };
  }, [city, ground, over, markers, overlay, cameras]);

  useEffect(() => engine.current?.update(settings), [settings]);
  return { engine, cameras, isReady, basemap };
}
