import { z } from "zod";

/**
 * The city as the rest of the product sees it, whatever it was imported from.
 * Coordinates are WGS 84 [lon, lat] in degrees; a segment is one direction of one road between two junctions.
 */

export const ROAD_CLASSES = [
  "motorway",
  "primary",
  "secondary",
  "residential",
  "service",
  "railway",
  "path",
] as const;
export const roadClassSchema = z.enum(ROAD_CLASSES);
export type RoadClass = z.infer<typeof roadClassSchema>;

export const lonLatSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LonLat = z.infer<typeof lonLatSchema>;

export const segmentSchema = z.object({
  id: z.string().min(1),
  /** Street name; empty when the source has none. */
  name: z.string(),
  /** Road number for a shield, such as "R1"; absent on unnumbered streets. */
  ref: z.string().optional(),
  roadClass: roadClassSchema,
  lanes: z.number().int().positive(),
  /** Posted limit, km/h. */
  speedLimitKmh: z.number().positive(),
  /** Driving length, m; may differ slightly from the length of the geometry. */
  lengthM: z.number().positive(),
  fromJunctionId: z.string(),
  toJunctionId: z.string(),
  /** The segment that runs the other way on the same road, when there is one. */
  oppositeId: z.string().optional(),
  /** Grade-separated over water or another road. */
  isBridge: z.boolean().default(false),
  /** Driving line of the carriageway in the direction of travel. */
  line: z.array(lonLatSchema).min(2),
});
export type Segment = z.infer<typeof segmentSchema>;

export const JUNCTION_CONTROLS = ["signal", "priority", "roundabout", "dead_end"] as const;
export const junctionSchema = z.object({
  id: z.string().min(1),
  name: z.string().default(""),
  control: z.enum(JUNCTION_CONTROLS),
  point: lonLatSchema,
});
export type Junction = z.infer<typeof junctionSchema>;

/** What the ground is used for; drawn by the basemap. */
export const LAND_USES = [
  "water",
  "park",
  "forest",
  "built_up",
  "street",
  "building",
  "pier",
  "railway",
  "station",
  "district",
  "place",
] as const;
export const landUseSchema = z.object({
  id: z.string().min(1),
  use: z.enum(LAND_USES),
  name: z.string().default(""),
  geometry: z.discriminatedUnion("type", [
    z.object({ type: z.literal("Polygon"), coordinates: z.array(z.array(lonLatSchema)) }),
    z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(z.array(lonLatSchema))) }),
    z.object({ type: z.literal("LineString"), coordinates: z.array(lonLatSchema) }),
    z.object({ type: z.literal("Point"), coordinates: lonLatSchema }),
  ]),
});
export type LandUse = z.infer<typeof landUseSchema>;

export const cityNetworkSchema = z.object({
  name: z.string().min(1),
  /** IANA time zone of the city; the console shows all times in it. */
  timeZone: z.string().min(1),
  drivesOn: z.enum(["right", "left"]).default("right"),
  /** True for a city that does not exist or is played back: the console says "simulated". */
  isSimulated: z.boolean(),
  segments: z.array(segmentSchema),
  junctions: z.array(junctionSchema),
  landUse: z.array(landUseSchema),
});
export type CityNetwork = z.infer<typeof cityNetworkSchema>;
