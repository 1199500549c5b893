import type { Pool } from "@arterial/db/pool";
import { type FigureTypical, readFigureProfile } from "@arterial/db/timeseries/figure/figure-profile";
import { readFreeFlow } from "@arterial/db/timeseries/traffic/free-flow";
import { readSegmentProfilesAt, type SegmentTypical } from "@arterial/db/timeseries/traffic/profile";
import { createHourOfWeek } from "@arterial/domain/time/hour-of-week";
import type { FreeFlow } from "@arterial/domain/traffic/free-flow";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";

/** What is typical in this hour of the week, and free flow: from the profiles that the nightly job computes. */
export interface TypicalNow {
  figure(id: string): FigureTypical | undefined;
  /** Space-mean speed of a segment, km/h. */
  speed(segmentId: string): SegmentTypical | undefined;
  /** Flow of a segment, veh/h. */
  flow(segmentId: string): SegmentTypical | undefined;
  freeFlow(segmentId: string): FreeFlow | undefined;
  /** Reads again now: the profiles have been computed. */
  refresh(): Promise<void>;
}

const REFRESH_EVERY_MS = 60_000;

/** Reads the profiles of the current hour, and again every minute. A failing later read keeps what is known. */
export async function startTypicalNow(options: {
  pool: Pool;
  clock: Clock;
  logger: Logger;
  /** IANA zone of the city; the clocks of UTC while there is none. */
  timeZone: () => string | undefined;
}): Promise<Started<TypicalNow>> {
  const { pool, clock, logger, timeZone } = options;
  let figures = new Map<string, FigureTypical>();
  let speeds = new Map<string, SegmentTypical>();
  let flows = new Map<string, SegmentTypical>();
  let freeFlow = new Map<string, FreeFlow>();

  async function refresh(): Promise<void> {
    const hourOfWeek = createHourOfWeek(timeZone() ?? "UTC")(clock.now());
    figures = new Map((await readFigureProfile(pool, hourOfWeek)).map((entry) => [entry.figure, entry]));
    speeds = await readSegmentProfilesAt(pool, { metric: "speed_kmh", hourOfWeek });
    flows = await readSegmentProfilesAt(pool, { metric: "flow_vph", hourOfWeek });
    freeFlow = await readFreeFlow(pool);
  }

  await refresh();
  const stop = clock.every(REFRESH_EVERY_MS, () =>
    refresh().catch((error: unknown) => logger.warn({ err: error }, "profiles not refreshed")),
  );
  return {
    value: {
      figure: (id) => figures.get(id),
      speed: (segmentId) => speeds.get(segmentId),
      flow: (segmentId) => flows.get(segmentId),
      freeFlow: (segmentId) => freeFlow.get(segmentId),
      refresh,
    },
    stop,
  };
}
