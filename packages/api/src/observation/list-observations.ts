import type { Queryable } from "@arterial/db/pool";
import { readAirObservations } from "@arterial/db/timeseries/air/read-observations";
import { readCameraObservations } from "@arterial/db/timeseries/camera/read-observations";
import { readParkingObservations } from "@arterial/db/timeseries/parking/read-observations";
import type { ObservationQuery, StoredObservation } from "@arterial/db/timeseries/read-observations";
import { readTrafficObservations } from "@arterial/db/timeseries/traffic/read-observations";
import { readVehicleObservations } from "@arterial/db/timeseries/traffic/read-vehicle-observations";
import { readWeatherObservations } from "@arterial/db/timeseries/weather/read-observations";
import type { DeviceKind } from "@arterial/domain/device-kind";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

type Reader = (db: Queryable, query: ObservationQuery) => Promise<StoredObservation[]>;

/** Where the readings of a kind are; adding a kind adds its line here. */
const READERS: Readonly<Record<DeviceKind, Reader>> = {
  traffic: readTrafficObservations,
  vehicle: readVehicleObservations,
  air: readAirObservations,
  parking: readParkingObservations,
  weather: readWeatherObservations,
  camera: readCameraObservations,
};

/** Readings of one kind as they were sent, oldest first. Positions of vehicles need a right of their own. */
export async function listObservations(
  ctx: ServiceContext,
  query: ObservationQuery & { kind: DeviceKind },
): Promise<StoredObservation[]> {
  requirePermission(ctx.actor, "observation.read");
  if (query.kind === "vehicle") requirePermission(ctx.actor, "vehicle_history.read");
  return READERS[query.kind](ctx.pool, query);
}
