import { readCity, readKnownSegmentIds, readZones } from "@arterial/db/city/read-city";
import type { Queryable } from "@arterial/db/pool";
import type { Device } from "@arterial/domain/device-kind";
import { InvalidInputError } from "../errors.ts";

type PlacedDevice = Pick<Device, "id" | "zoneId" | "segmentId">;

/** How many zones a message names. */
const MAX_NAMED = 12;

/**
 * The zone and the segment that a device names must be the city's. While there is no city, nothing can be known of
 * either. Throws InvalidInputError.
 */
export async function requireKnownPlaces(db: Queryable, devices: readonly PlacedDevice[]): Promise<void> {
  const placed = devices.filter(({ zoneId, segmentId }) => zoneId !== undefined || segmentId !== undefined);
  if (placed.length === 0 || (await readCity(db)) === null) return;
  const zoneIds = (await readZones(db)).map(({ id }) => id);
  const segmentIds = await readKnownSegmentIds(
    db,
    placed.flatMap(({ segmentId }) => segmentId ?? []),
  );
  for (const { id, zoneId, segmentId } of placed) {
    if (zoneId !== undefined && !zoneIds.includes(zoneId)) {
      throw new InvalidInputError(`Device "${id}": there is no zone "${zoneId}". ${zonesInWords(zoneIds)}`);
    }
    if (segmentId !== undefined && !segmentIds.has(segmentId)) {
      throw new InvalidInputError(`Device "${id}": there is no segment "${segmentId}" in the city.`);
    }
  }
}

function zonesInWords(ids: readonly string[]): string {
  if (ids.length === 0) return "The city has no zones.";
  const more = ids.length > MAX_NAMED ? ` and ${ids.length - MAX_NAMED} more` : "";
  return `The city's zones are ${ids.slice(0, MAX_NAMED).join(", ")}${more}.`;
}
