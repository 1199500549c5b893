import type { LandUse, LonLat } from "@arterial/domain/city/network";

/** A district as far as finding the district of a point goes. */
export interface ZoneShape {
  id: string;
  name: string;
  geometry: LandUse["geometry"];
}

/** The city's districts: its land use `district`, or nothing when the source names none. */
export function zonesOf(landUse: readonly LandUse[]): ZoneShape[] {
  return landUse
    .filter((area) => area.use === "district")
    .map(({ id, name, geometry }) => ({ id, name: name === "" ? id : name, geometry }));
}

/**
 * The zone of a point: the polygon that holds it, else the zone whose own point is nearest (a Voronoi division).
 * Undefined when there are no zones.
 */
export function zoneOf(point: LonLat, zones: readonly ZoneShape[]): string | undefined {
  const holding = zones.find((zone) => holds(zone.geometry, point));
  if (holding !== undefined) return holding.id;
  let nearest: { id: string; distance: number } | undefined;
  for (const zone of zones) {
    const distance = squaredDistance(point, representativePoint(zone.geometry));
    if (nearest === undefined || distance < nearest.distance) nearest = { id: zone.id, distance };
  }
  return nearest?.id;
}

/** The point that stands for a geometry: itself, or the mean of its corners. */
export function representativePoint(geometry: ZoneShape["geometry"]): LonLat {
  const corners = cornersOf(geometry);
  const sum = corners.reduce<LonLat>(([lon, lat], corner) => [lon + corner[0], lat + corner[1]], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}

function cornersOf(geometry: ZoneShape["geometry"]): LonLat[] {
  switch (geometry.type) {
    case "Point":
      return [geometry.coordinates];
    case "LineString":
      return geometry.coordinates;
    case "Polygon":
      return geometry.coordinates[0] ?? [];
    case "MultiPolygon":
      return geometry.coordinates.flatMap((polygon) => polygon[0] ?? []);
  }
}

function holds(geometry: ZoneShape["geometry"], point: LonLat): boolean {
  if (geometry.type === "Polygon") return holdsInRings(geometry.coordinates, point);
  if (geometry.type === "MultiPolygon")
    return geometry.coordinates.some((rings) => holdsInRings(rings, point));
  return false;
}

/** Even-odd rule over all rings, so that holes are outside. */
function holdsInRings(rings: readonly LonLat[][], [lon, lat]: LonLat): boolean {
  let isInside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i];
      const b = ring[j];
      if (a === undefined || b === undefined || a[1] > lat === b[1] > lat) continue;
      if (lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0]) isInside = !isInside;
    }
  }
  return isInside;
}

/** Squared distance in degrees of latitude; good enough to compare distances within a city. */
function squaredDistance(a: LonLat, b: LonLat): number {
  const shrink = Math.cos((a[1] * Math.PI) / 180);
  return ((a[0] - b[0]) * shrink) ** 2 + (a[1] - b[1]) ** 2;
}
