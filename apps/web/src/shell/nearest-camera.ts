import type { LonLat } from "@arterial/domain/city/network";
import { parseRoutePoints } from "@arterial/domain/route/route-points";
import type { QueryClient } from "@tanstack/react-query";
import { middleOfLine, pointOfPlace } from "../features/place/point-of-place.ts";
import { PLAN_STALE_MS } from "../features/route/use-route-plan.ts";
import type { MapFeature } from "../map/live-map-props.ts";
import type { useTRPC } from "../queries/trpc.ts";

/** Whom to ask. */
export interface Asked {
  queries: QueryClient;
  trpc: ReturnType<typeof useTRPC>;
}

/** Where things lie does not change while one looks at them; what the panel has asked for is not asked for again. */
const HELD = { staleTime: Number.POSITIVE_INFINITY };

async function pointOfRoute(points: string, { queries, trpc }: Asked): Promise<LonLat> {
  const options = { ...trpc.route.plan.queryOptions({ points }), staleTime: PLAN_STALE_MS };
  const plan = await queries.fetchQuery(options);
  const line =
    plan.status === "found" ? plan.pieces.flatMap((piece) => piece.line) : parseRoutePoints(points);
  if (!line) throw new RangeError(`not a route: ${points}`);
  return middleOfLine(line);
}

/** Where something that is selected lies. Throws when the server does not say. */
async function pointOf({ type, id }: MapFeature, asked: Asked): Promise<LonLat> {
  const { queries, trpc } = asked;
  switch (type) {
    case "zone":
    case "corridor":
    case "site":
      return pointOfPlace(
        await queries.fetchQuery({ ...trpc.place.read.queryOptions({ type, id }), ...HELD }),
      );
    case "segment": {
      const options = { ...trpc.traffic.segment.queryOptions({ id }), ...HELD };
      return middleOfLine((await queries.fetchQuery(options)).segment.line);
    }
    case "abnormal":
      return (await queries.fetchQuery({ ...trpc.incident.get.queryOptions({ id }), ...HELD })).item.point;
    case "route":
      return pointOfRoute(id, asked);
    default: {
      const { lon, lat } = await queries.fetchQuery({ ...trpc.device.get.queryOptions({ id }), ...HELD });
      return [lon, lat];
    }
  }
}

/** The camera nearest to a point or to what is selected; null when the city has none. Throws when nobody answers. */
export async function findNearestCamera(
  place: { point: LonLat } | { subject: MapFeature },
  asked: Asked,
): Promise<{ id: string; lon: number; lat: number } | null> {
  const point = "point" in place ? place.point : await pointOf(place.subject, asked);
  return asked.queries.fetchQuery(asked.trpc.device.nearestCamera.queryOptions({ point }));
}
