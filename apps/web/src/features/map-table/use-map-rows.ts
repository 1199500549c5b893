"use client";

import { useMemo } from "react";
import {
  useAbnormal,
  useLiveDevices,
  useLiveSegments,
  useMapView,
  useNow,
  useReplayClock,
} from "../../live/use-live.ts";
import type { MapFeature, MapLayerId } from "../../map/live-map-props.ts";
import { useDevices } from "../device/use-devices.ts";
import { useSegmentCourses } from "../traffic/use-segment-courses.ts";
import { prepareMapRows } from "./prepare-map-rows.ts";

/** What the map shows now, worst first; null while the streets are not here. */
export function useMapRows(layers: ReadonlySet<MapLayerId>, selection: MapFeature | null) {
  const query = useSegmentCourses();
  const view = useMapView();
  const abnormal = useAbnormal();
  const segments = useLiveSegments();
  const live = useLiveDevices();
  const devices = useDevices();
  const isReplay = useReplayClock().mode === "replay";
  const now = useNow();
  const courses = query.data;
  const rows = useMemo(() => {
    if (!courses || !view || now === null) return null;
    const { bounds } = view;
    return prepareMapRows({
      bounds,
      selection,
      layers,
      abnormal: abnormal ?? [],
      courses,
      segments,
      devices,
      live,
      isReplay,
      now,
    });
  }, [courses, view, now, selection, layers, abnormal, segments, devices, live, isReplay]);
  return { rows, isError: query.isError, retry: () => void query.refetch() };
}
