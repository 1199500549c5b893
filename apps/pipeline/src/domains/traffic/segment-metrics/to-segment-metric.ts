import { edieState, type Travel } from "@arterial/domain/traffic/edie";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import { type LoopSummary, summariseLoops } from "./loop-state.ts";
import type { RoadSegment } from "./road-map.ts";
import type { SegmentWindowState } from "./segment-windows.ts";
import { travelOf } from "./travel-state.ts";

/** A window's metric before its congestion class is decided. */
export type UnclassifiedMetric = Omit<SegmentMetric, "congestionClass">;

export interface MetricFrame {
  segment: RoadSegment;
  startAt: number;
  sizeS: number;
  freeFlow: FreeFlow;
  isCorrected: boolean;
  /** For how much of the window the vehicle feed was alive, s. */
  coveredS: number;
  /** What is usual on the segment in this hour of the week; undefined while it is not known. */
  typical: TypicalTraffic | undefined;
}

/** Median flow and speed of a segment in an hour of the week. */
export interface TypicalTraffic {
  flowVph: number;
  speedKmh: number;
}

/**
 * Metric of a window: from trajectories where vehicles report, from loops where none does. When the vehicle feed was
 * alive for a part of the window only, flow and density refer to that part and the quality says how large it was.
 */
export function toSegmentMetric(state: SegmentWindowState, frame: MetricFrame): UnclassifiedMetric {
  const { segment, sizeS, freeFlow } = frame;
  const loops = summariseLoops(state.loops, segment.lanes);
  const travel = travelOf(state.travel);
  // A loop that counts nobody is outvoted by a feed that drives elsewhere; without any feed it is all that is known.
  const isFeedSilent = frame.coveredS === 0;
  const isCounted = loops.flowVph !== null && (loops.flowVph > 0 || isFeedSilent);
  const isFromLoops = state.travel.stretches.size === 0 && isCounted;
  if (isUntrusted(state, loops)) return imputedMetric(loops, frame);
  const source = isFromLoops ? loopTravel(loops, frame) : travel;
  const edie = edieState(source, segment.lengthM, isFromLoops || isFeedSilent ? sizeS : frame.coveredS);
  const speedKmh = isFromLoops ? loops.speedKmh : edie.speedKmh;
  return {
    segmentId: segment.id,
    startAt: frame.startAt,
    sizeS,
    ...source,
    vehicles: isFromLoops ? Math.round(((loops.flowVph ?? 0) * sizeS) / 3600) : state.travel.stretches.size,
    flowVph: edie.flowVph,
    speedKmh,
    densityVpkm: edie.densityVpkm,
    occupancy: loops.occupancy,
    freeFlowKmh: freeFlow.kmh,
    freeFlowSource: freeFlow.source,
    ratio: speedKmh === null ? null : speedKmh / freeFlow.kmh,
    quality: isFromLoops ? loops.quality : vehicleQuality(frame),
    source: isFromLoops ? "loops" : "vehicles",
    isCorrected: frame.isCorrected,
  };
}

/** True when all that is known of a window comes from loops that are not trusted. */
function isUntrusted(state: SegmentWindowState, loops: LoopSummary): boolean {
  const { observed, suspect } = loops.quality;
  return state.travel.stretches.size === 0 && observed === 0 && suspect > 0;
}

/**
 * What is usual for the hour of the week in place of loops that are not trusted; without knowing that, nothing. It is
 * shown as imputed and decides nothing: no ratio, so no congestion.
 */
function imputedMetric(loops: LoopSummary, frame: MetricFrame): UnclassifiedMetric {
  const { typical, segment, sizeS } = frame;
  const empty = emptySegmentMetric(frame);
  if (!typical || typical.speedKmh <= 0) return { ...empty, quality: loops.quality, source: "loops" };
  const vehicleKm = ((typical.flowVph * sizeS) / 3600) * (segment.lengthM / 1000);
  return {
    ...empty,
    vehicleKm,
    vehicleHours: vehicleKm / typical.speedKmh,
    vehicles: Math.round((typical.flowVph * sizeS) / 3600),
    flowVph: typical.flowVph,
    speedKmh: typical.speedKmh,
    densityVpkm: typical.flowVph / typical.speedKmh,
    quality: loops.quality,
    source: "typical",
  };
}

/** Metric of a window in which nobody was on a segment that is being watched. */
export function emptySegmentMetric(frame: MetricFrame): UnclassifiedMetric {
  return {
    segmentId: frame.segment.id,
    startAt: frame.startAt,
    sizeS: frame.sizeS,
    vehicleKm: 0,
    vehicleHours: 0,
    vehicles: 0,
    flowVph: 0,
    speedKmh: null,
    densityVpkm: 0,
    occupancy: null,
    freeFlowKmh: frame.freeFlow.kmh,
    freeFlowSource: frame.freeFlow.source,
    ratio: null,
    quality: vehicleQuality(frame),
    source: "vehicles",
    isCorrected: frame.isCorrected,
  };
}

/** Travel that loop counts stand for when every counted vehicle drives the whole segment at the loop's speed. */
function loopTravel(loops: LoopSummary, frame: MetricFrame): Travel {
  const vehicleKm = (((loops.flowVph ?? 0) * frame.sizeS) / 3600) * (frame.segment.lengthM / 1000);
  return { vehicleKm, vehicleHours: loops.speedKmh ? vehicleKm / loops.speedKmh : 0 };
}

function vehicleQuality({ coveredS, sizeS }: MetricFrame): SegmentMetric["quality"] {
  const observed = Math.min(1, coveredS / sizeS);
  return { observed, imputed: 0, suspect: 0 };
}
