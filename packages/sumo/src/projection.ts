import proj4 from "proj4";
import type { NetworkPoint, SumoLocation } from "./network.ts";

/** From a network's metric coordinates to WGS 84 and back. */
export interface Projection {
  /** [lon, lat] in degrees of a point of the network. */
  toLonLat(point: NetworkPoint): [lon: number, lat: number];
  /** Network coordinates, m, of a [lon, lat] in degrees. */
  fromLonLat(lonLat: readonly [lon: number, lat: number]): NetworkPoint;
}

export type ProjectionErrorCode = "NO_GEOREFERENCE" | "UNKNOWN_PROJECTION";

export type ProjectionResult =
  | { ok: true; projection: Projection }
  | { ok: false; code: ProjectionErrorCode; message: string };

/** Metres per degree of latitude and of longitude at the equator in SUMO's simple projection (GeoConvHelper). */
const SIMPLE_LAT_M = 111_136;
const SIMPLE_LON_M = 111_320;

/**
 * The projection of a network: the inverse of its proj string after its offset is taken off.
 * A network without georeference (`projParameter="!"`) has no place on a map: that is the answer then, not an exception.
 * See https://sumo.dlr.de/docs/Geo-Coordinates.html
 */
export function createProjection(location: SumoLocation): ProjectionResult {
  const parameter = location.projParameter.trim();
  if (parameter === "!" || parameter === "") {
    return {
      ok: false,
      code: "NO_GEOREFERENCE",
      message:
        'The network has no georeference (projParameter="!"), so it cannot be placed on a map. Convert it with netconvert --proj or --proj.utm.',
    };
  }
  const base = parameter === "-" ? simpleProjection() : projStringProjection(parameter);
  if (!base) {
    return {
      ok: false,
      code: "UNKNOWN_PROJECTION",
      message: `The network's projection is not understood: ${parameter.slice(0, 120)}`,
    };
  }
  const [offsetX, offsetY] = location.netOffset;
  return {
    ok: true,
    projection: {
      toLonLat: ([x, y]) => base.toLonLat([x - offsetX, y - offsetY]),
      fromLonLat: (lonLat) => {
        const [x, y] = base.fromLonLat(lonLat);
        return [x + offsetX, y + offsetY];
      },
    },
  };
}

function projStringProjection(parameter: string): Projection | undefined {
  try {
    const converter = proj4(parameter, "+proj=longlat +ellps=WGS84 +datum=WGS84 +no_defs");
    return {
      toLonLat: (point) => converter.forward(point) as [number, number],
      fromLonLat: ([lon, lat]) => converter.inverse([lon, lat]) as [number, number],
    };
  } catch {
    return undefined;
  }
}

function simpleProjection(): Projection {
  return {
    toLonLat: ([x, y]) => {
      const lat = y / SIMPLE_LAT_M;
      return [x / (SIMPLE_LON_M * Math.cos((lat * Math.PI) / 180)), lat];
    },
    fromLonLat: ([lon, lat]) => [lon * SIMPLE_LON_M * Math.cos((lat * Math.PI) / 180), lat * SIMPLE_LAT_M],
  };
}
