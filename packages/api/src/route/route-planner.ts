import { readCity, readSegments } from "@arterial/db/city/read-city";
import type { Pool } from "@arterial/db/pool";
import { readFreeFlow } from "@arterial/db/timeseries/traffic/free-flow";
import { parseRoutePoints } from "@arterial/domain/route/route-points";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError, NoCityError } from "../errors.ts";
import { planRoute, type RoutePlan, type RouteProblem } from "./plan-route.ts";
import { createRoadGraph, type RoadGraph } from "./road-graph.ts";

/** How long free flow may have changed without a new graph, ms. */
const GRAPH_AGE_MS = 10 * 60_000;
/** Ways that are remembered; the oldest are forgotten first. */
const MAX_PLANS = 500;

interface Network {
  importedAt: number;
  loadedAt: number;
  graph: Promise<RoadGraph>;
  plans: Map<string, RoutePlan | RouteProblem>;
}

const networks = new WeakMap<Pool, Network>();

/** Finds ways over the city of the moment. */
export type RoutePlanner = (points: string) => RoutePlan | RouteProblem;

/**
 * Finds the way through points that are given in their short form, and remembers it. Throws NoCityError; the planner
 * throws InvalidInputError for what are no points.
 */
export async function createRoutePlanner(ctx: ServiceContext): Promise<RoutePlanner> {
  const { graph, plans } = await networkOf(ctx);
  const roads = await graph;
  return (text) => {
    const points = parseRoutePoints(text);
    if (points === null) throw new InvalidInputError("These are no points of a route.");
    const plan = plans.get(text) ?? planRoute(roads, points);
    const [oldest] = plans.size >= MAX_PLANS ? plans.keys() : [];
    if (oldest !== undefined) plans.delete(oldest);
    plans.set(text, plan);
    return plan;
  };
}

async function networkOf(ctx: ServiceContext): Promise<Network> {
  const city = await readCity(ctx.pool);
  if (city === null) throw new NoCityError();
  const { importedAt } = city;
  const held = networks.get(ctx.pool);
  const isFresh = held?.importedAt === importedAt && ctx.now() - held.loadedAt < GRAPH_AGE_MS;
  if (held && isFresh) return held;
  const network: Network = { importedAt, loadedAt: ctx.now(), graph: loadGraph(ctx.pool), plans: new Map() };
  networks.set(ctx.pool, network);
  network.graph.catch(() => networks.delete(ctx.pool));
  return network;
}

async function loadGraph(pool: Pool): Promise<RoadGraph> {
  const [segments, freeFlow] = await Promise.all([readSegments(pool), readFreeFlow(pool)]);
  return createRoadGraph(segments, new Map([...freeFlow].map(([id, { kmh }]) => [id, kmh])));
}
