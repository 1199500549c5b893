import type { LonLat } from "@arterial/domain/city/network";
import { parseRoutePoints } from "@arterial/domain/route/route-points";
import { type SearchEntry, searchEntry } from "../city/search-index.ts";
import type { ServiceContext } from "../context.ts";
import { hasPermission } from "../roles.ts";
import { seenBy } from "./saved-route.ts";

const LIMIT = 200;

/** The kept routes that the asking person sees, to be searched; programs have none. */
export async function listRouteEntries({ actor, prisma }: ServiceContext): Promise<SearchEntry[]> {
  if (actor?.type !== "user" || !hasPermission(actor.role, "traffic.read")) return [];
  const rows = await prisma.savedRoute.findMany({
    where: { deletedAt: null, ...seenBy(actor) },
    take: LIMIT,
  });
  return rows.flatMap(({ name, points: id }) => {
    const points = parseRoutePoints(id);
    const [first] = points ?? [];
    if (!points || !first) return [];
    return [
      searchEntry({ type: "route", id, title: name, subtitle: "", point: first, bounds: around(points) }),
    ];
  });
}

function around(points: readonly LonLat[]): [number, number, number, number] {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
