import type { Messages } from "../messages.ts";
import { abnormal } from "./abnormal.ts";
import { comparison } from "./comparison.ts";
import { devices } from "./devices.ts";
import { handover } from "./handover.ts";
import { incidents } from "./incidents.ts";
import { live } from "./live.ts";
import { measure } from "./measure.ts";
import { places } from "./places.ts";
import { replay } from "./replay.ts";
import { routes } from "./routes.ts";
import { session } from "./session.ts";
import { shell } from "./shell.ts";
import { traffic } from "./traffic.ts";
import { views } from "./views.ts";

/** All words of the console in German. */
export const GERMAN: Messages = {
  abnormal,
  comparison,
  devices,
  handover,
  incidents,
  live,
  measure,
  places,
  replay,
  routes,
  session,
  shell,
  traffic,
  views,
};
