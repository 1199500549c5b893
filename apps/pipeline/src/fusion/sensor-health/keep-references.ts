import type { Device } from "@arterial/domain/device-kind";
import type { PipelineContext } from "../../pipeline-context.ts";
import { createLoopReferences, type LoopReferences } from "./loop-reference.ts";

type Network = ReturnType<PipelineContext["city"]["current"]>;

/** The references of the network and the loops as they are now. */
export interface KeptReferences {
  current(): LoopReferences;
  /** Posted limit of a segment, km/h. */
  postedKmhOf(segmentId: string): number | undefined;
  /** Makes them anew when the network, or a loop or its place, is another one. What was measured before is forgotten. */
  refresh(): void;
}

/** Creates the references of what the city and its devices are now. */
export function keepReferences({
  city,
  devices,
}: {
  city: Pick<PipelineContext["city"], "current">;
  devices: Pick<PipelineContext["devices"], "devices">;
}): KeptReferences {
  let network = city.current();
  let loops = loopsOf(devices.devices());
  let references = createLoopReferences(network?.segments ?? [], loops);
  let posted = postedLimits(network);
  return {
    current: () => references,
    postedKmhOf: (id) => posted.get(id),
    refresh() {
      const [networkNow, loopsNow] = [city.current(), loopsOf(devices.devices())];
      if (networkNow === network && areInPlace(loops, loopsNow)) return;
      network = networkNow;
      loops = loopsNow;
      references = createLoopReferences(network?.segments ?? [], loops);
      posted = postedLimits(network);
    },
  };
}

function loopsOf(devices: readonly Device[]): readonly Device[] {
  return devices.filter(({ kind }) => kind === "traffic");
}

/** Whether these are the same loops where they were; the registry gives them in the order of their ids. */
function areInPlace(before: readonly Device[], now: readonly Device[]): boolean {
  return (
    before.length === now.length &&
    before.every((loop, index) => {
      const other = now[index];
      return (
        other === loop || (other !== undefined && other.id === loop.id && other.segmentId === loop.segmentId)
      );
    })
  );
}

function postedLimits(network: Network): Map<string, number> {
  return new Map(network?.segments.map(({ id, speedLimitKmh }) => [id, speedLimitKmh]));
}
