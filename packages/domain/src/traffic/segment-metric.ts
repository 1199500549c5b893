import type { QualityShares } from "../quality/quality-shares.ts";
import type { CongestionClass } from "./congestion-class.ts";

/** Where free-flow speed comes from: measured off-peak, or the posted limit when there is too little data. */
export type FreeFlowSource = "measured" | "posted";

/**
 * What one segment did in one window [startAt, startAt + sizeS), by Edie's generalised definitions over vehicle
 * trajectories, or from loops where no vehicles report.
 */
export interface SegmentMetric {
  segmentId: string;
  /** Window start, epoch ms. */
  startAt: number;
  /** Window size, s: 60 or 300 (900 for history). */
  sizeS: number;
  /** Distance travelled on the segment by all vehicles, vehicle-kilometres. */
  vehicleKm: number;
  /** Time spent on the segment by all vehicles, vehicle-hours. */
  vehicleHours: number;
  /** Vehicles that were on the segment at any time of the window. */
  vehicles: number;
  /** Flow, veh/h = vehicleKm / (length × time). */
  flowVph: number;
  /** Space-mean speed, km/h = vehicleKm / vehicleHours; null when nothing moved there. */
  speedKmh: number | null;
  /** Density, veh/km = vehicleHours / (length × time). */
  densityVpkm: number;
  /** Share of time a loop was covered, 0 to 1; null without a loop. */
  occupancy: number | null;
  freeFlowKmh: number;
  freeFlowSource: FreeFlowSource;
  /** speedKmh / freeFlowKmh; null when speed is. */
  ratio: number | null;
  congestionClass: CongestionClass;
  /** Shares of the input that was observed, imputed, suspect. */
  quality: QualityShares;
  /** What it was made from; stored for windows of five minutes only, and not read back. */
  source?: "vehicles" | "loops" | "typical" | undefined;
  /** True when readings later than the watermark changed an already published window. */
  isCorrected: boolean;
}
