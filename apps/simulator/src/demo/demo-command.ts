import { join } from "node:path";
import { systemClock } from "@arterial/runtime/clock";
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { readDemoCity } from "./demo-city-files.ts";
import { startDemo } from "./run-demo.ts";

/** Where the project's own demo city lies. */
const DEMO_CITY_FOLDER = join(import.meta.dirname, "../../demo-city/data");

/** `demo`: plays the recorded demo city for ever. */
export const demoCommand = defineCommand({
  usage:
    "demo [--city FOLDER] [--backfill]   play the recorded city; --backfill sends 28 days of air, weather and parking once",
  options: { city: { type: "string" }, backfill: { type: "boolean" } },
  schema: z.object({
    city: z.string().default(DEMO_CITY_FOLDER),
    backfill: z.boolean().default(false),
  }),
  start: async (options, { env, logger, openPublisher }) => {
    const { stop } = startDemo({
      city: await readDemoCity(options.city),
      publisher: await openPublisher(),
      clock: systemClock,
      logger,
      ...(options.backfill ? { historyMarkerFile: join(env.DATA_DIR, "simulator-history.json") } : {}),
    });
    return { value: {}, stop };
  },
});
