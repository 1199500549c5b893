"use client";

import type { LonLat } from "@arterial/domain/city/network";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useCity } from "../features/city/city-context.tsx";
import { useMessages } from "../i18n/messages.ts";
import { liveSession } from "../live/live-session.ts";
import type { LiveMapHandle, MapFeature } from "../map/live-map-props.ts";
import { useTRPC } from "../queries/trpc.ts";

/** How long it is said that there is no camera, ms. */
const NOTE_MS = 8_000;

interface Options {
  subject: MapFeature | null;
  /** What is abnormal about it, or it itself. */
  item: AbnormalItem | undefined;
  map: RefObject<LiveMapHandle | null>;
  onSelect: (feature: MapFeature) => void;
}

/**
 * Opens the camera nearest to what is selected, else to the middle of what the map shows. `note` says for a while when
 * there is none. An answer that comes after something else was selected opens nothing.
 */
export function useNearestCamera({ subject, item, map, onSelect }: Options): {
  openNearest: () => void;
  note: string;
} {
  const words = useMessages().shell.nearestCamera;
  const { city } = useCity();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<keyof typeof words | null>(null);
  const latest = useRef(subject);
  useEffect(() => {
    latest.current = subject;
    setOutcome(null);
  }, [subject]);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), NOTE_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const middleOfMap = (): LonLat => {
    const [west, south, east, north] = liveSession().view.get()?.bounds ?? city.bounds;
    return [(west + east) / 2, (south + north) / 2];
  };
  const find = async () => {
    const { findNearestCamera } = await import("./nearest-camera.ts");
    const place = item ? { point: item.point } : subject ? { subject } : { point: middleOfMap() };
    return findNearestCamera(place, { queries, trpc });
  };
  const openNearest = async () => {
    // The same words once more are said only when they were gone in between.
    setOutcome(null);
    const found = await find().then(
      (camera) => camera ?? "none",
      () => "failed" as const,
    );
    if (latest.current !== subject) return;
    if (typeof found === "string") return setOutcome(found);
    onSelect({ type: "device", id: found.id });
    map.current?.flyTo({ point: [found.lon, found.lat] });
  };
  return { openNearest: () => void openNearest(), note: outcome === null ? "" : words[outcome] };
}
