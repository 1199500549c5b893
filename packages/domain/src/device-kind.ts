import { z } from "zod";

/** Device kinds: the second part of an MQTT topic. Traffic loops and vehicles both belong to the traffic domain. */
export const DEVICE_KINDS = ["traffic", "vehicle", "air", "parking", "weather", "camera"] as const;
export const deviceKindSchema = z.enum(DEVICE_KINDS);
export type DeviceKind = z.infer<typeof deviceKindSchema>;

/** Domains: folders of exactly these names exist in every layer. */
export const DOMAINS = ["traffic", "air", "parking", "weather", "camera"] as const;
export type Domain = (typeof DOMAINS)[number];

export const DOMAIN_OF_KIND: Readonly<Record<DeviceKind, Domain>> = {
  traffic: "traffic",
  vehicle: "traffic",
  air: "air",
  parking: "parking",
  weather: "weather",
  camera: "camera",
};

/** Device ids are used as MQTT topic levels and user names, so they carry no `/`, `+`, `#` or space. */
export const deviceIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);

export const deviceSchema = z.object({
  id: deviceIdSchema,
  kind: deviceKindSchema,
  name: z.string().default(""),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** Compass heading a camera looks at or a loop measures, degrees clockwise from north. */
  headingDeg: z.number().min(0).lt(360).optional(),
  /** Segment that a loop lies on or a camera counts. */
  segmentId: z.string().optional(),
  /** Where along the segment, m from its start. */
  offsetM: z.number().nonnegative().optional(),
  lane: z.number().int().nonnegative().optional(),
  zoneId: z.string().optional(),
  /** How often a reading is expected, s (T of the data ages). */
  expectedIntervalS: z.number().positive(),
  /** Kind-specific facts: `capacity` of a car park, `fieldOfViewDeg` and `rangeM` of a camera. */
  capacity: z.number().int().positive().optional(),
  fieldOfViewDeg: z.number().positive().max(360).optional(),
  rangeM: z.number().positive().optional(),
});
export type Device = z.infer<typeof deviceSchema>;
