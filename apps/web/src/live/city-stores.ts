import type { Cluster } from "@arterial/api/live/cluster-codec";
import type { AbnormalItem, CityFigure, LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import { EMPTY_LAYER, type LayerState } from "./layer-state.ts";
import { createStore, type Store } from "./store.ts";
import { VehicleFleet } from "./vehicle-fleet.ts";

/** The state of the city as one source tells it: what is live, or what was known at a moment of the past. */
export interface CityStores {
  figures: Store<LayerState<CityFigure>>;
  abnormal: Store<LayerState<AbnormalItem>>;
  segments: Store<LayerState<LiveSegment>>;
  devices: Store<LayerState<LiveDevice>>;
  clusters: Store<readonly Cluster[]>;
  vehicleCount: Store<number | null>;
  fleet: VehicleFleet;
}

export function createCityStores(): CityStores {
  return {
    figures: createStore<LayerState<CityFigure>>(EMPTY_LAYER),
    abnormal: createStore<LayerState<AbnormalItem>>(EMPTY_LAYER),
    segments: createStore<LayerState<LiveSegment>>(EMPTY_LAYER),
    devices: createStore<LayerState<LiveDevice>>(EMPTY_LAYER),
    clusters: createStore<readonly Cluster[]>([]),
    vehicleCount: createStore<number | null>(null),
    fleet: new VehicleFleet(),
  };
}
