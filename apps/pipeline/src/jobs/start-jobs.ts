import { maintainPartitions } from "@arterial/db/maintain-partitions";
import { sumUpDays } from "@arterial/db/timeseries/traffic/day-sums";
import type { Started } from "@arterial/runtime/lifecycle";
import type { TypicalNow } from "../fusion/typical-now.ts";
import type { PipelineContext } from "../pipeline-context.ts";
import { computeAllDeviceProfiles, computeFigureProfiles, computeProfiles } from "./compute-profiles.ts";
import { forgetOldRows } from "./forget-old-rows.ts";
import { type Job, startJobSchedule } from "./job-schedule.ts";
import { rollUpQuarterHours } from "./roll-up-quarter-hours.ts";

export interface JobDeps
  extends Pick<PipelineContext, "env" | "clock" | "logger" | "pool" | "city" | "devices" | "backfill"> {
  typical: TypicalNow;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Local hour at which everything is computed anew. */
const NIGHTLY_HOUR = 3;

/**
 * Starts the jobs that keep tables in shape and profiles true. Upkeep has a schedule of its own: in a large city profiles
 * take hours, and new partitions and the end of what is kept cannot wait for them.
 */
export function startJobs(deps: JobDeps): Started<void> {
  const { clock, logger } = deps;
  const upkeep = [partitionJob(deps), forgetJob(deps), rollUpJob(deps), dayJob(deps)];
  const profiles = [firstProfileJob(deps), nightlyProfileJob(deps)];
  const schedules = [upkeep, profiles].map((jobs) => startJobSchedule({ jobs, clock, logger }));
  return {
    value: undefined,
    stop: async () => {
      await Promise.all(schedules.map((schedule) => schedule.stop()));
    },
  };
}

function partitionJob({ env, clock, logger, pool }: JobDeps): Job {
  return {
    name: "maintain partitions",
    firstAfterMs: 0,
    everyMs: HOUR_MS,
    run: async () => {
      const vehicles = `${env.VEHICLE_RETENTION_H} hours`;
      const keep = { vehicle_observation: vehicles, live_vehicle_slice: vehicles };
      const changes = await maintainPartitions(pool, { nowMs: clock.now(), keep });
      logger.debug(changes, "partitions maintained");
    },
  };
}

/** For tables without partitions. */
function forgetJob({ env, clock, logger, pool }: JobDeps): Job {
  return {
    name: "forget old rows",
    firstAfterMs: MINUTE_MS,
    everyMs: HOUR_MS,
    run: async function* () {
      const forgotten = yield* forgetOldRows({
        pool,
        nowMs: clock.now(),
        deadLettersKeptD: env.DEAD_LETTER_RETENTION_D,
      });
      logger.debug(forgotten, "old rows forgotten");
    },
  };
}

function rollUpJob({ clock, pool, city, typical }: JobDeps): Job {
  return {
    name: "roll up quarter-hours",
    firstAfterMs: MINUTE_MS,
    everyMs: 5 * MINUTE_MS,
    run: async function* () {
      const network = city.current();
      if (!network) return;
      yield* rollUpQuarterHours({
        pool,
        nowMs: clock.now(),
        segments: new Map(network.segments.map((segment) => [segment.id, segment])),
        freeFlowOf: ({ id, speedLimitKmh }) =>
          typical.freeFlow(id) ?? { kmh: speedLimitKmh, source: "posted" },
      });
    },
  };
}

/** While history is loaded, every day is about to change. */
function dayJob({ clock, pool, city, backfill }: JobDeps): Job {
  return {
    name: "sum up days",
    firstAfterMs: 2 * MINUTE_MS,
    everyMs: 15 * MINUTE_MS,
    run: async function* () {
      const network = city.current();
      if (!network || backfill.progress) return;
      yield* sumUpDays(pool, { timeZone: network.timeZone, nowMs: clock.now() });
    },
  };
}

/**
 * A city that was just started has profiles of its roads from the loaded history, if from anywhere. What the devices
 * tell besides, and what they sent of their past, is looked at soon and then every few hours.
 */
function firstProfileJob(deps: JobDeps): Job {
  return {
    name: "profiles of devices",
    firstAfterMs: 10 * MINUTE_MS,
    everyMs: 6 * HOUR_MS,
    run: async function* () {
      const network = deps.city.current();
      if (!network || deps.backfill.progress) return;
      const options = {
        pool: deps.pool,
        city: network,
        devices: deps.devices.devices(),
        nowMs: deps.clock.now(),
      };
      yield* computeAllDeviceProfiles(options);
      await computeFigureProfiles(options);
      await deps.typical.refresh();
    },
  };
}

/** Once a day, in the night of the city. */
function nightlyProfileJob({ clock, pool, city, devices, typical }: JobDeps): Job {
  let doneOn = "";
  return {
    name: "all profiles",
    firstAfterMs: 30 * MINUTE_MS,
    everyMs: 30 * MINUTE_MS,
    run: async function* () {
      const network = city.current();
      if (!network) return;
      const now = localDayAndHour(clock.now(), network.timeZone);
      if (now.hour !== NIGHTLY_HOUR || now.day === doneOn) return;
      yield* computeProfiles({ pool, city: network, devices: devices.devices(), nowMs: clock.now() });
      await typical.refresh();
      doneOn = now.day;
    },
  };
}

function localDayAndHour(epochMs: number, timeZone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(epochMs);
  const [day = "", time = ""] = parts.split(", ");
  return { day, hour: Number(time.slice(0, 2)) };
}
