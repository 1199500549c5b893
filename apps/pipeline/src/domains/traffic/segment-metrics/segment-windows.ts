import type { SegmentWindowDefinition } from "@arterial/domain/traffic/window-definitions";
import { type ClosedWindow, createTumblingWindows } from "@arterial/streams/tumbling-windows";
import { createLoopState, type LoopState } from "./loop-state.ts";
import { applyPiece, createTravelState, cutAtWindows, type TravelState } from "./travel-state.ts";

/** State of one segment in one window. */
export interface SegmentWindowState {
  travel: TravelState;
  loops: LoopState;
}

/** Stretch of one vehicle on one segment. */
export interface VehicleStretch {
  vehicleKey: string;
  segmentId: string;
  fromAt: number;
  toAt: number;
  distanceM: number;
}

/** Windows of one size over all segments. */
export interface SegmentWindows {
  readonly definition: SegmentWindowDefinition;
  apply(stretch: VehicleStretch, sign: 1 | -1): void;
  /** State to add a loop reading to, or undefined when its window is beyond grace. */
  touchLoops(segmentId: string, eventAt: number): LoopState | undefined;
  /** Lets event time pass: what is beyond grace is late at once, before the next window is given out. */
  pass(watermarkAt: number): void;
  advance(watermarkAt: number): ClosedWindow<SegmentWindowState>[];
  /** Windows that have not closed yet. */
  open(): ClosedWindow<SegmentWindowState>[];
  lateCount(): number;
}

/** Creates the windows of a definition. */
export function createSegmentWindows(definition: SegmentWindowDefinition): SegmentWindows {
  const windows = createTumblingWindows<SegmentWindowState>(definition, () => ({
    travel: createTravelState(),
    loops: createLoopState(),
  }));
  return {
    definition,
    apply(stretch, sign) {
      cutAtWindows(stretch, definition.sizeMs, (startAt, piece) => {
        const state = windows.touch(stretch.segmentId, startAt);
        if (state) applyPiece(state.travel, piece, sign);
      });
    },
    touchLoops: (segmentId, eventAt) => windows.touch(segmentId, eventAt)?.loops,
    pass: (watermarkAt) => windows.pass(watermarkAt),
    advance: (watermarkAt) => windows.advance(watermarkAt),
    open: () => windows.open(),
    lateCount: () => windows.lateCount(),
  };
}
