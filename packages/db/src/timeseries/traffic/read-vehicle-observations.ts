import type { Observation } from "@arterial/domain/observation";
import type { Queryable } from "../../pool.ts";
import { type ObservationQuery, readObservationRows, type StoredObservation } from "../read-observations.ts";
import { VEHICLE_TABLE } from "./vehicle-table.ts";

/** A page of vehicle positions, oldest first. */
export function readVehicleObservations(
  db: Queryable,
  query: ObservationQuery,
): Promise<StoredObservation<"vehicle">[]> {
  return readObservationRows(db, VEHICLE_TABLE, query);
}

const REPLAY_PAGE = 10_000;

/** Every stored position in [from, to), oldest first, as it once came from the log: for rebuilding open windows. */
export async function* replayVehicleObservations(
  db: Queryable,
  range: { fromMs: number; toMs: number },
): AsyncGenerator<Observation<"vehicle">[]> {
  let after: StoredObservation["key"] | undefined;
  for (;;) {
    const page = await readVehicleObservations(db, { ...range, limit: REPLAY_PAGE, after });
    if (page.length === 0) return;
    yield page.map(({ deviceId, receivedAt, reading }) => ({
      kind: "vehicle",
      deviceId,
      receivedAt,
      reading,
    }));
    if (page.length < REPLAY_PAGE) return;
    after = page.at(-1)?.key;
  }
}
