import { ALARM_ROUTES } from "./alarm-routes.ts";
import { CONGESTION_ROUTES } from "./congestion-routes.ts";
import { DEAD_LETTER_ROUTES } from "./dead-letter-routes.ts";
import { DEVICE_ROUTES } from "./device-routes.ts";
import { FAULT_ROUTES } from "./fault-routes.ts";
import { OBSERVATION_ROUTES } from "./observation-routes.ts";
import { REPORT_ROUTES } from "./report-routes.ts";
import type { RestRoute } from "./route.ts";
import { SEGMENT_ROUTES } from "./segment-routes.ts";

/** All addresses below /api/v1. */
export const REST_ROUTES: readonly RestRoute[] = [
  ...OBSERVATION_ROUTES,
  ...DEVICE_ROUTES,
  ...FAULT_ROUTES,
  ...SEGMENT_ROUTES,
  ...CONGESTION_ROUTES,
  ...ALARM_ROUTES,
  ...REPORT_ROUTES,
  ...DEAD_LETTER_ROUTES,
];
