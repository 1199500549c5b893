"use client";

import { DEVICE_KINDS } from "@arterial/domain/device-kind";
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
import { useShownDevices, useWorstInView } from "../device/use-devices.ts";
import { useSegmentCourses } from "../traffic/use-segment-courses.ts";
import { LAYER_OF_KIND, prepareMapRows } from "./prepare-map-rows.ts";

/** Of the devices that clusters stand for, so many are listed. */
const LISTED_WORST = 200;

/** What the map shows now, worst first; null while the streets are not here. `unlisted` more devices are no rows. */
export function useMapRows(layers: ReadonlySet<MapLayerId>, selection: MapFeature | null) {
  const query = useSegmentCourses();
  const view = useMapView();
  const abnormal = useAbnormal();
  const segments = useLiveSegments();
  const live = useLiveDevices();
  const shown = useShownDevices(selection);
  const kinds = DEVICE_KINDS.filter(
    (kind) => layers.has(LAYER_OF_KIND[kind] ?? "incidents") && LAYER_OF_KIND[kind],
  );
  const worst = useWorstInView(kinds, LISTED_WORST);
  const devices = useMemo(
    () =>
      worst ? [...new Map([...worst.items, ...shown].map((device) => [device.id, device])).values()] : shown,
    [worst, shown],
  );
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
  return {
    rows,
    unlisted: worst ? worst.total - worst.items.length : 0,
    isError: query.isError && !courses,
    retry: () => void query.refetch(),
  };
}
