import { z } from "zod";
import { parseRoutePoints } from "./route-points.ts";

/** The short form of two points or more, as verbs take it. Apart from its reading, which browsers do too, without zod. */
export const routePointsSchema = z
  .string()
  .max(400)
  .refine((text) => parseRoutePoints(text) !== null, { message: "These are no points of a route." });
