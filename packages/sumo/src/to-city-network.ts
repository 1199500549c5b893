import {
  type CityNetwork,
  cityNetworkSchema,
  type Junction,
  type LandUse,
  type LonLat,
  type Segment,
} from "@arterial/domain/city/network";
import { isRailOnly, motorLanes } from "./lane-access.ts";
import { carriagewayLine } from "./lane-line.ts";
import type { NetworkPoint, SumoEdge, SumoJunction, SumoNetwork } from "./network.ts";
import { findOpposites } from "./opposite-edge.ts";
import { createProjection, type Projection, type ProjectionErrorCode } from "./projection.ts";
import { roadClassOf } from "./road-class.ts";

export interface CityNetworkOptions {
  name: string;
  /** IANA time zone. */
  timeZone: string;
  drivesOn?: "right" | "left";
  isSimulated: boolean;
  /** Land use from elsewhere, such as `readPolygons`. */
  landUse?: readonly LandUse[];
}

export type CityNetworkResult =
  | { ok: true; city: CityNetwork }
  | { ok: false; code: ProjectionErrorCode | "NO_SEGMENTS"; message: string };

/**
 * The city that a SUMO network describes: edges that motor vehicles may use become segments under the edge's id, with
 * the middle of their carriageway as line. Tracks and the straight ways through junctions are added to the land use for
 * the basemap. Bridges are not known to SUMO. A network that cannot be placed on the map is an answer, not an exception.
 */
export function toCityNetwork(network: SumoNetwork, options: CityNetworkOptions): CityNetworkResult {
  const projected = createProjection(network.location);
  if (!projected.ok) return projected;
  const { projection } = projected;
  const segments = toSegments(network, projection);
  if (segments.length === 0) {
    return {
      ok: false,
      code: "NO_SEGMENTS",
      message: "The network has no road that motor vehicles may use.",
    };
  }
  const segmentIds = new Set(segments.map((segment) => segment.id));
  return {
    ok: true,
    city: cityNetworkSchema.parse({
      name: options.name,
      timeZone: options.timeZone,
      drivesOn: options.drivesOn ?? "right",
      isSimulated: options.isSimulated,
      segments,
      junctions: toJunctions(network, segments, projection),
      landUse: [
        ...(options.landUse ?? []),
        ...toTracks(network, projection),
        ...toJunctionWays(network, segmentIds, projection),
      ],
    }),
  };
}

function toSegments(network: SumoNetwork, projection: Projection): Segment[] {
  const roads = [...network.edges.values()]
    .filter((edge) => !edge.isInternal)
    .map((edge) => ({ edge, lanes: motorLanes(edge) }))
    .filter(({ lanes }) => lanes.length > 0)
    .map(({ edge, lanes }) => ({ edge, lanes, line: carriagewayLine(lanes) }))
    .filter(({ line }) => line.length >= 2);
  const opposites = findOpposites(
    roads.map(({ edge, line }) => ({ id: edge.id, from: edge.from, to: edge.to, name: edge.name, line })),
  );
  return roads.map(({ edge, lanes, line }) => {
    const speedMs = Math.max(...lanes.map((lane) => lane.speedMs));
    const oppositeId = opposites.get(edge.id);
    const { ref } = edge.params;
    return {
      id: edge.id,
      name: edge.name,
      ...(ref ? { ref } : {}),
      roadClass: roadClassOf({ type: edge.type, speedMs, lanes: lanes.length }),
      lanes: lanes.length,
      speedLimitKmh: Math.round(speedMs * 36) / 10,
      lengthM: Math.max(...lanes.map((lane) => lane.lengthM)),
      fromJunctionId: edge.from,
      toJunctionId: edge.to,
      ...(oppositeId === undefined ? {} : { oppositeId }),
      isBridge: false,
      line: toLonLats(line, projection),
    };
  });
}

function toJunctions(network: SumoNetwork, segments: readonly Segment[], projection: Projection): Junction[] {
  const inRoundabout = new Set(network.roundabouts.flatMap((roundabout) => roundabout.junctionIds));
  const streets = new Map<string, Set<string>>();
  for (const segment of segments) {
    for (const id of [segment.fromJunctionId, segment.toJunctionId]) {
      const names = streets.get(id) ?? new Set();
      if (segment.name !== "") names.add(segment.name);
      streets.set(id, names);
    }
  }
  return [...network.junctions.values()]
    .filter((junction) => streets.has(junction.id))
    .map((junction) => ({
      id: junction.id,
      name: [...(streets.get(junction.id) ?? [])].sort().join(" / "),
      control: controlOf(junction, inRoundabout.has(junction.id)),
      point: roundLonLat(projection.toLonLat([junction.x, junction.y])),
    }));
}

function controlOf(junction: SumoJunction, isRoundabout: boolean): Junction["control"] {
  if (junction.type.startsWith("traffic_light")) return "signal";
  if (isRoundabout) return "roundabout";
  return junction.type === "dead_end" ? "dead_end" : "priority";
}

function toTracks(network: SumoNetwork, projection: Projection): LandUse[] {
  return [...network.edges.values()]
    .filter((edge) => !edge.isInternal && isRailOnly(edge))
    .flatMap((edge): LandUse[] => {
      const line = edge.lanes[0]?.shape ?? [];
      return line.length < 2
        ? []
        : [lineUse(`track-${edge.id}`, "railway", edge.name, toLonLats(line, projection))];
    });
}

/** Straight ways through junctions, so that streets do not end at the junction's edge when drawn. */
function toJunctionWays(
  network: SumoNetwork,
  segmentIds: ReadonlySet<string>,
  projection: Projection,
): LandUse[] {
  const ways = new Map<string, LandUse>();
  for (const connection of network.connections) {
    const key = `${connection.from}>${connection.to}`;
    if (connection.direction !== "s" || !connection.via || ways.has(key)) continue;
    if (!segmentIds.has(connection.from) || !segmentIds.has(connection.to)) continue;
    const line = viaLine(network.edges, connection.via);
    if (line.length >= 2) ways.set(key, lineUse(`way-${key}`, "street", "", toLonLats(line, projection)));
  }
  return [...ways.values()];
}

function viaLine(edges: ReadonlyMap<string, SumoEdge>, laneId: string): NetworkPoint[] {
  const edge = edges.get(laneId.slice(0, laneId.lastIndexOf("_")));
  return edge?.lanes.find((lane) => lane.id === laneId)?.shape ?? [];
}

function lineUse(id: string, use: "railway" | "street", name: string, coordinates: LonLat[]): LandUse {
  return { id, use, name, geometry: { type: "LineString", coordinates } };
}

function toLonLats(line: readonly NetworkPoint[], projection: Projection): LonLat[] {
  return line.map((point) => roundLonLat(projection.toLonLat(point)));
}

/** Six decimals: 0.11 m of latitude. */
function roundLonLat([lon, lat]: LonLat): LonLat {
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}
