"use client";

import { DEVICE_KINDS } from "@arterial/domain/device-kind";
import { useMemo, useRef } from "react";
import {
  useAbnormal,
  useIsTypicalShown,
  useLiveDevices,
  useLiveSegments,
  useNow,
  useReplayClock,
  useRestedMapView,
} from "../../live/use-live.ts";
import type { MapFeature, MapLayerId } from "../../map/live-map-props.ts";
import { useCity } from "../city/city-context.tsx";
import { useShownDevices, useWorstInView } from "../device/use-devices.ts";
import type { HeatVariant } from "../heat/heat-variant.ts";
import { LOOPS_FROM_ZOOM } from "../traffic/loop-layer.ts";
import { useSegmentCourses } from "../traffic/use-segment-courses.ts";
import { NO_RATIOS, useTypicalRatios } from "../traffic/use-typical-ratios.ts";
import { type TypicalSegment, useTypicalSegments } from "../traffic/use-typical-segments.ts";
import { prepareMapRows } from "./prepare-map-rows.ts";
import { deviceHeat, showsKind, streetQuantities } from "./row-measure.ts";

/** Of the devices that clusters stand for, so many are listed. */
const LISTED_WORST = 200;

/** Devices that the map shows, and of those that clusters stand for the worst; `unlisted` more are left out. */
function useListedDevices(layers: ReadonlySet<MapLayerId>, heat: HeatVariant, selection: MapFeature | null) {
  const shown = useShownDevices(selection);
  const kinds = DEVICE_KINDS.filter((kind) => showsKind(kind, layers, heat));
  const worst = useWorstInView(kinds, LISTED_WORST);
  const devices = useMemo(
    () =>
      worst ? [...new Map([...worst.items, ...shown].map((device) => [device.id, device])).values()] : shown,
    [worst, shown],
  );
  const unlisted = worst ? worst.total - worst.items.length : 0;
  return { devices, unlisted, isClustered: worst !== null };
}

/** What is typical, while the layer against it shows; that of another hour stays, as on the map, until its own is here. */
function useShownRatios(layers: ReadonlySet<MapLayerId>) {
  const isWanted = layers.has("difference");
  const query = useTypicalSegments(isWanted);
  const ratios = useTypicalRatios(isWanted);
  const last = useRef(NO_RATIOS);
  last.current = isWanted ? (ratios ?? last.current) : NO_RATIOS;
  const isLacking = isWanted && last.current === NO_RATIOS;
  const lack = isLacking ? ({ of: "typical", isFailed: query.isError } as const) : null;
  return { ratios: last.current, lack, retry: query.refetch };
}

/** What is typical by segment, while the map shows that in the place of what was observed; else null. */
function useTypicalInPlace(): ReadonlyMap<string, TypicalSegment> | null {
  const isShown = useIsTypicalShown();
  const { data } = useTypicalSegments(isShown);
  return useMemo(
    () => (isShown && data ? new Map(data.map((segment) => [segment.id, segment])) : null),
    [isShown, data],
  );
}

/** What a list of rows is made of; another one is another list. */
function nameOfList({ layers, heat }: Omit<ShownOnMap, "selection">, ...of: readonly string[]): string {
  return [...of, layers.has("heat") ? heat : "", ...layers].join(" ");
}

/** What decides which rows there are. */
export interface ShownOnMap {
  layers: ReadonlySet<MapLayerId>;
  heat: HeatVariant;
  selection: MapFeature | null;
}

/**
 * What the map shows now, worst first; null while the streets are not here. `lack` says that they are not, or that what
 * is typical for them is not, without which the rows say nothing of it. `unlisted` more devices are no rows; `list` names
 * what the rows are made of.
 */
export function useMapRows({ layers, heat, selection }: ShownOnMap) {
  const query = useSegmentCourses();
  const typical = useShownRatios(layers);
  const view = useRestedMapView();
  const abnormal = useAbnormal();
  const segments = useLiveSegments();
  const live = useLiveDevices();
  const { devices, unlisted, isClustered } = useListedDevices(layers, heat, selection);
  const inPlace = useTypicalInPlace();
  const { zones } = useCity().city;
  const isReplay = useReplayClock().mode === "replay";
  const now = useNow();
  const courses = query.data;
  const { ratios: typicalRatios } = typical;
  const rows = useMemo(() => {
    if (!courses || !view || now === null) return null;
    const { bounds, zoom } = view;
    const showsLoops = isClustered || zoom >= LOOPS_FROM_ZOOM;
    const shown = { bounds, selection, layers, heat, typicalRatios, courses, segments, devices, live };
    const how = { typical: inPlace, showsLoops, isReplay, now };
    return prepareMapRows({ ...shown, ...how, zones, abnormal: abnormal ?? [] });
  }, [
    courses,
    view,
    now,
    selection,
    layers,
    heat,
    typicalRatios,
    abnormal,
    zones,
    segments,
    devices,
    live,
    isReplay,
    inPlace,
    isClustered,
  ]);
  const ofDevices = deviceHeat(layers, heat);
  return {
    rows,
    unlisted,
    lack: courses ? typical.lack : ({ of: "streets", isFailed: query.isError } as const),
    retry: () => void (courses ? typical.retry() : query.refetch()),
    /** What the map shows beside marks and devices, in the order of its measures. */
    quantities: [...streetQuantities(layers, heat), ...(ofDevices ? [ofDevices] : [])],
    list: nameOfList({ layers, heat }, isReplay ? "replay" : "live", inPlace ? "typical" : "observed"),
  };
}
