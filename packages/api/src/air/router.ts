import { AIR_CHANNELS, readAirHistory } from "@arterial/db/timeseries/air/read-observations";
import { historyProcedures } from "../history/device-history.ts";
import { router } from "../trpc.ts";

export const airRouter = router(
  historyProcedures({ domain: "air", channels: AIR_CHANNELS, read: readAirHistory }),
);
