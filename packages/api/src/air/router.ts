import { AIR_CHANNELS, readAirHistory } from "@arterial/db/timeseries/air/read-observations";
import { historyProcedures } from "../history/device-history.ts";
import { procedure, router } from "../trpc.ts";
import { airIndexInputSchema, getAirIndex } from "./get-air-index.ts";

export const airRouter = router({
  ...historyProcedures({ domain: "air", channels: AIR_CHANNELS, read: readAirHistory }),
  index: procedure.input(airIndexInputSchema).query(({ ctx, input }) => getAirIndex(ctx, input)),
});
