import { readJunctions, readSegments, readZones, type StoredSegment } from "@arterial/db/city/read-city";
import { readDevices } from "@arterial/db/city/read-devices";
import { representativePoint } from "@arterial/db/city/zone-of";
import type { Pool } from "@arterial/db/pool";
import { measureLine, pointOnLine } from "@arterial/domain/city/geometry";
import type { LonLat } from "@arterial/domain/city/network";
import type { DeviceKind } from "@arterial/domain/device-kind";
import { normalizeText } from "./search-ranking.ts";

export type SearchHitType = "street" | "segment" | "junction" | "device" | "zone" | "route";

/** Something that can be found, and where it is. */
export interface SearchHit {
  type: SearchHitType;
  /** Id of its kind; a street's is its name, a route's its points. */
  id: string;
  title: string;
  /** Districts, or the name of what an id belongs to; empty when there is nothing to add. */
  subtitle: string;
  kind?: DeviceKind;
  point: LonLat;
  /** West, south, east, north; for what is larger than a point. */
  bounds?: [number, number, number, number];
}

export interface SearchEntry {
  hit: SearchHit;
  /** Normalized texts that it is found by, the most telling first. */
  texts: string[];
}

/** Everything in the city that has a name or an id that people know. */
export async function loadSearchIndex(pool: Pool): Promise<SearchEntry[]> {
  const zones = await readZones(pool);
  const zoneNames = new Map(zones.map((zone) => [zone.id, zone.name]));
  const segments = await readSegments(pool);
  const streets = groupBy(
    segments.filter((segment) => segment.name !== ""),
    (segment) => segment.name,
  );
  const zoneEntries = zones.map((zone) =>
    searchEntry({
      type: "zone",
      id: zone.id,
      title: zone.name,
      subtitle: "",
      point: representativePoint(zone.geometry),
    }),
  );
  return [
    ...zoneEntries,
    ...[...streets].map(([name, parts]) => streetEntry(name, parts, zoneNames)),
    ...(await junctionEntries(pool, segments, zoneNames)),
    ...(await deviceEntries(pool, zoneNames)),
    ...segments.map((segment) => segmentEntry(segment)),
  ];
}

/** A hit with the texts that it is found by. */
export function searchEntry(hit: SearchHit, ...more: string[]): SearchEntry {
  const texts = [hit.title, ...more].map(normalizeText).filter((text) => text !== "");
  return { hit, texts: [...new Set(texts)] };
}

function streetEntry(
  name: string,
  parts: readonly StoredSegment[],
  zoneNames: ReadonlyMap<string, string>,
): SearchEntry {
  const points = parts.flatMap((segment) => segment.line);
  const lons = points.map((point) => point[0]);
  const lats = points.map((point) => point[1]);
  const middle = parts[Math.floor(parts.length / 2)]?.line[0] ?? [0, 0];
  const zones = new Set(parts.flatMap((segment) => zoneNames.get(segment.zoneId ?? "") ?? []));
  const refs = new Set(parts.flatMap((segment) => segment.ref ?? []));
  return searchEntry(
    {
      type: "street",
      id: name,
      title: name,
      subtitle: [...refs, ...[...zones].sort().slice(0, 3)].join(", "),
      point: middle,
      bounds: [least(lons), least(lats), greatest(lons), greatest(lats)],
    },
    ...refs,
  );
}

function segmentEntry(segment: StoredSegment): SearchEntry {
  const { point } = pointOnLine(measureLine(segment.line), 0.5);
  return searchEntry({ type: "segment", id: segment.id, title: segment.id, subtitle: segment.name, point });
}

/** Junctions where named streets meet; their names are made of the streets' where the source has none. */
async function junctionEntries(
  pool: Pool,
  segments: readonly StoredSegment[],
  zoneNames: ReadonlyMap<string, string>,
): Promise<SearchEntry[]> {
  const incoming = groupBy(segments, (segment) => segment.toJunctionId);
  const outgoing = groupBy(segments, (segment) => segment.fromJunctionId);
  const junctions = await readJunctions(pool);
  return junctions.flatMap((junction) => {
    const around = [...(incoming.get(junction.id) ?? []), ...(outgoing.get(junction.id) ?? [])];
    const streets = [...new Set(around.map((segment) => segment.name).filter((name) => name !== ""))].sort();
    const title =
      junction.name === "" && streets.length > 1 ? streets.slice(0, 3).join(" / ") : junction.name;
    if (title === "") return [];
    const subtitle = zoneNames.get(around[0]?.zoneId ?? "") ?? "";
    return [
      searchEntry({ type: "junction", id: junction.id, title, subtitle, point: junction.point }, junction.id),
    ];
  });
}

async function deviceEntries(pool: Pool, zoneNames: ReadonlyMap<string, string>): Promise<SearchEntry[]> {
  const devices = await readDevices(pool);
  return devices.map((device) => {
    const zone = zoneNames.get(device.zoneId ?? "");
    const title = device.name === "" ? device.id : device.name;
    const subtitle = [device.name === "" ? undefined : device.id, zone]
      .filter((part) => part !== undefined)
      .join(", ");
    const point: LonLat = [device.lon, device.lat];
    return searchEntry(
      { type: "device", id: device.id, title, subtitle, kind: device.kind, point },
      device.id,
    );
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function greatest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
