import { PARKING_CHANNELS, readParkingHistory } from "@arterial/db/timeseries/parking/read-observations";
import { historyProcedures } from "../history/device-history.ts";
import { router } from "../trpc.ts";

export const parkingRouter = router(
  historyProcedures({ domain: "parking", channels: PARKING_CHANNELS, read: readParkingHistory }),
);
