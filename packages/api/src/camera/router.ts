import { CAMERA_CHANNELS, readCameraHistory } from "@arterial/db/timeseries/camera/read-observations";
import { historyProcedures } from "../history/device-history.ts";
import { router } from "../trpc.ts";

export const cameraRouter = router(
  historyProcedures({ domain: "camera", channels: CAMERA_CHANNELS, read: readCameraHistory }),
);
