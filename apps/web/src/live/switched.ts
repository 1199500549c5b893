import type { CityStores } from "./city-stores.ts";
import type { ReadStore } from "./store.ts";
import type { DrawnFleet } from "./vehicle-fleet.ts";

/** What the page shows of the city: the live one, or the replayed one while the clock is in the past. */
export interface ShownCity {
  figures: ReadStore<ReturnType<CityStores["figures"]["get"]>>;
  abnormal: ReadStore<ReturnType<CityStores["abnormal"]["get"]>>;
  segments: ReadStore<ReturnType<CityStores["segments"]["get"]>>;
  devices: ReadStore<ReturnType<CityStores["devices"]["get"]>>;
  clusters: ReadStore<ReturnType<CityStores["clusters"]["get"]>>;
  vehicleCount: ReadStore<number | null>;
  fleet: DrawnFleet;
}

/** A store that is one of two, as `isSecond` says. */
export function switchStore<Value>(
  first: ReadStore<Value>,
  second: ReadStore<Value>,
  isSecond: ReadStore<boolean>,
): ReadStore<Value> {
  return {
    get: () => (isSecond.get() ? second : first).get(),
    subscribe(listener) {
      const stops = [
        first.subscribe(() => !isSecond.get() && listener()),
        second.subscribe(() => isSecond.get() && listener()),
        isSecond.subscribe(listener),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Shows `live`, or `replayed` while `isReplay`. */
export function switchCity(live: CityStores, replayed: CityStores, isReplay: ReadStore<boolean>): ShownCity {
  const fleetNow = () => (isReplay.get() ? replayed : live).fleet;
  return {
    figures: switchStore(live.figures, replayed.figures, isReplay),
    abnormal: switchStore(live.abnormal, replayed.abnormal, isReplay),
    segments: switchStore(live.segments, replayed.segments, isReplay),
    devices: switchStore(live.devices, replayed.devices, isReplay),
    clusters: switchStore(live.clusters, replayed.clusters, isReplay),
    vehicleCount: switchStore(live.vehicleCount, replayed.vehicleCount, isReplay),
    fleet: {
      get size() {
        return fleetNow().size;
      },
      drawnAt: (at, isStepping) => fleetNow().drawnAt(at, isStepping),
    },
  };
}
