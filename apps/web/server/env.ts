import { isAbsolute } from "node:path";
import { parseDelayRate } from "@arterial/domain/traffic/delay-cost";
import { LOG_LEVELS } from "@arterial/runtime/logger";
import { z } from "zod";
import { parseTrustedProxies } from "./http/client-address.ts";

const port = z.coerce.number().int().min(1).max(65_535);

/** Settings of the web server; `parseEnv` reads them once. */
export const envSchema = z
  .object({
    PORT: port.default(3_000),
    /** Address to listen on; only this machine unless said otherwise. */
    HOST: z.string().default("127.0.0.1"),
    /** Address that browsers use when it differs, such as behind a proxy; https makes the cookie secure. */
    PUBLIC_URL: z.url().optional(),
    /** Proxies, by address or network, that tell a client's address in X-Forwarded-For. */
    TRUSTED_PROXIES: z
      .string()
      .default("")
      .transform((text, context) => {
        const proxies = parseTrustedProxies(text);
        if (!proxies) context.addIssue({ code: "custom", message: "is not a list of addresses or networks" });
        return proxies ?? z.NEVER;
      }),
    WEB_DATABASE_URL: z.string().optional(),
    DATABASE_URL: z.string().optional(),
    MQTT_URL: z.string().optional(),
    MQTT_PORT: port.default(1_883),
    /** The live store in Redis; over the MQTT broker when not set. */
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
    REDIS_PREFIX: z.string().default(""),
    INTERNAL_MQTT_USERNAME: z.string(),
    INTERNAL_MQTT_PASSWORD: z.string(),
    /** What an hour of a vehicle's delay costs, such as "27.50 EUR"; no costs are shown without it. */
    DELAY_COST: z
      .string()
      .transform((text, context) => {
        const rate = parseDelayRate(text);
        if (!rate) context.addIssue({ code: "custom", message: 'is not of the form "27.50 EUR"' });
        return rate ?? z.NEVER;
      })
      .optional(),
    /** Style of a basemap, which the operators' browsers load from its own server. */
    MAP_STYLE_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** A basemap's PMTiles archive: an absolute path, or the http(s) address that this server asks for its parts. */
    BASEMAP_PMTILES: z
      .string()
      .refine((place) => isAbsolute(place) || /^https?:\/\/./.test(place), {
        error: "is neither an absolute path nor an http(s) address",
      })
      .optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
  })
  .transform((env, context) => {
    const databaseUrl = env.WEB_DATABASE_URL ?? env.DATABASE_URL;
    if (!databaseUrl) {
      context.addIssue({ code: "custom", path: ["WEB_DATABASE_URL"], message: "is not set" });
      return z.NEVER;
    }
    if (env.MAP_STYLE_URL !== undefined && env.BASEMAP_PMTILES !== undefined) {
      context.addIssue({ code: "custom", path: ["BASEMAP_PMTILES"], message: "is set beside MAP_STYLE_URL" });
      return z.NEVER;
    }
    return { ...env, databaseUrl, mqttUrl: env.MQTT_URL ?? `mqtt://127.0.0.1:${env.MQTT_PORT}` };
  });
export type Env = z.output<typeof envSchema>;
