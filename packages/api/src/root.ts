import { airRouter } from "./air/router.ts";
import { cameraRouter } from "./camera/router.ts";
import { cityRouter } from "./city/router.ts";
import { deadLetterRouter } from "./dead-letter/router.ts";
import { deviceRouter } from "./device/router.ts";
import { handoverRouter } from "./handover/router.ts";
import { incidentRouter } from "./incident/router.ts";
import { noteRouter } from "./note/router.ts";
import { parkingRouter } from "./parking/router.ts";
import { pipelineRouter } from "./pipeline/router.ts";
import { placeRouter } from "./place/router.ts";
import { replayRouter } from "./replay/router.ts";
import { routeRouter } from "./route/router.ts";
import { savedViewRouter } from "./saved-view/router.ts";
import { sessionRouter } from "./session/router.ts";
import { tokenRouter } from "./token/router.ts";
import { trafficRouter } from "./traffic/router.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { userRouter } from "./user/router.ts";
import { weatherRouter } from "./weather/router.ts";

/** Everything the console can ask for. Adding a domain adds its line here. */
export const appRouter = router({
  session: sessionRouter,
  city: cityRouter,
  place: placeRouter,
  incident: incidentRouter,
  note: noteRouter,
  handover: handoverRouter,
  traffic: trafficRouter,
  air: airRouter,
  parking: parkingRouter,
  weather: weatherRouter,
  camera: cameraRouter,
  device: deviceRouter,
  pipeline: pipelineRouter,
  deadLetter: deadLetterRouter,
  replay: replayRouter,
  route: routeRouter,
  savedView: savedViewRouter,
  user: userRouter,
  token: tokenRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP, as tests and the server itself do. */
export const createCaller = createCallerFactory(appRouter);
