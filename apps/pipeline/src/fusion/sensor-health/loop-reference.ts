import type { Segment } from "@arterial/domain/city/network";
import type { Device } from "@arterial/domain/device-kind";
import { quantileSorted } from "@arterial/domain/statistics/quantile";

/** What passes where a loop lies, as vehicles or, where none report, neighbouring loops tell it. */
export interface LoopReferences {
  /** Flow of a whole segment as vehicles tell it, veh/h; `atMs` is the end of its window. */
  takeSegmentFlow(segmentId: string, flowVph: number, atMs: number): void;
  /** Flow that a loop measured, veh/h; null when what it measured is not believed, nor what it measured before. */
  takeLoopFlow(deviceId: string, flowVph: number | null, atMs: number): void;
  /** What passes on a lane where the loop lies, veh/h; null while nobody else tells. */
  laneFlowVph(device: Device, atMs: number): number | null;
  /** Lanes of the segment on which a loop lies; 1 where it is not known. */
  lanesAt(device: Device): number;
}

/** Older flows say nothing about now, ms. */
const FRESH_MS = 20 * 60_000;

/** Neighbours that must agree on what is usual. */
const MIN_NEIGHBOURS = 2;

/** A flow; one that is not known is from before all time. */
interface Flow {
  vph: number;
  atMs: number;
}

const UNKNOWN: Flow = { vph: 0, atMs: Number.NEGATIVE_INFINITY };

/** Prepares the references of a network with its loops. Neighbours lie on the segment itself, before and behind it. */
export function createLoopReferences(
  segments: readonly Segment[],
  devices: readonly Device[],
): LoopReferences {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const into = Map.groupBy(segments, (segment) => segment.toJunctionId);
  const outOf = Map.groupBy(segments, (segment) => segment.fromJunctionId);
  const loops = devices.filter((device) => device.kind === "traffic" && device.segmentId !== undefined);
  const onSegment = Map.groupBy(loops, (device) => device.segmentId ?? "");
  const neighbours = new Map<string, readonly Flow[]>();
  const segmentFlows = new Map<string, Flow>();
  const loopFlows = new Map<string, Flow>();

  function flowOfLoop(id: string): Flow {
    const known = loopFlows.get(id);
    if (known) return known;
    const flow = { ...UNKNOWN };
    loopFlows.set(id, flow);
    return flow;
  }

  /** The flows themselves, which are looked at with every reading. */
  function neighboursOf(device: Device): readonly Flow[] {
    const known = neighbours.get(device.id);
    if (known) return known;
    const own = byId.get(device.segmentId ?? "");
    const near = own
      ? [own, ...(into.get(own.fromJunctionId) ?? []), ...(outOf.get(own.toJunctionId) ?? [])]
      : [];
    const around = near.filter((segment) => segment.id !== own?.oppositeId);
    const ids = around.flatMap((segment) => (onSegment.get(segment.id) ?? []).map(({ id }) => id));
    const others = [...new Set(ids)].filter((id) => id !== device.id).map(flowOfLoop);
    neighbours.set(device.id, others);
    return others;
  }

  return {
    takeSegmentFlow: (segmentId, vph, atMs) => void segmentFlows.set(segmentId, { vph, atMs }),
    takeLoopFlow: (deviceId, vph, atMs) =>
      void Object.assign(flowOfLoop(deviceId), vph === null ? UNKNOWN : { vph, atMs }),
    laneFlowVph(device, atMs) {
      const segment = byId.get(device.segmentId ?? "");
      if (!segment) return null;
      const flow = segmentFlows.get(segment.id);
      if (flow && Math.abs(atMs - flow.atMs) <= FRESH_MS) {
        return device.lane === undefined ? flow.vph : flow.vph / segment.lanes;
      }
      const around = neighboursOf(device);
      const flows = new Float64Array(around.length);
      let count = 0;
      for (const { vph, atMs: measuredAt } of around) {
        if (Math.abs(atMs - measuredAt) <= FRESH_MS) flows[count++] = vph;
      }
      return count < MIN_NEIGHBOURS ? null : quantileSorted(flows.subarray(0, count).sort(), 0.5);
    },
    lanesAt: (device) => byId.get(device.segmentId ?? "")?.lanes ?? 1,
  };
}
