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
}

/**
 * Metric of a window: from trajectories where vehicles report, from loops where none does. When the vehicle feed was
 * alive for a part of the window only, flow and density refer to that part and the quality says how large it was.
 */
export function toSegmentMetric(state: SegmentWindowState, frame: MetricFrame): UnclassifiedMetric {
  const { segment, sizeS, freeFlow } = frame;
  const loops = summariseLoops(state.loops, segment.lanes);
  const travel = travelOf(state.travel);
  const isFromLoops = state.travel.stretches.size === 0 && loops.flowVph !== null && loops.flowVph > 0;
  const source = isFromLoops ? loopTravel(loops, frame) : travel;
  const edie = edieState(source, segment.lengthM, isFromLoops ? sizeS : frame.coveredS);
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
    quality: isFromLoops ? loopQuality(loops) : vehicleQuality(frame),
    isCorrected: frame.isCorrected,
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

function loopQuality(loops: LoopSummary): SegmentMetric["quality"] {
  const observed = loops.observed * (1 - loops.suspect);
  const imputed = (1 - loops.observed) * (1 - loops.suspect);
  return { observed, imputed, suspect: loops.suspect };
}
