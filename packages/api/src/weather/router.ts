import { readWeatherHistory, WEATHER_CHANNELS } from "@arterial/db/timeseries/weather/read-observations";
import { historyProcedures } from "../history/device-history.ts";
import { router } from "../trpc.ts";

export const weatherRouter = router(
  historyProcedures({ domain: "weather", channels: WEATHER_CHANNELS, read: readWeatherHistory }),
);
