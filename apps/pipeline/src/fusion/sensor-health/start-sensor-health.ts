import { writeSensorFaults } from "@arterial/db/timeseries/fault/sensor-faults";
import {
  type SensorHealthRow,
  writeSensorHealthStates,
} from "@arterial/db/timeseries/fault/sensor-health-states";
import { DERIVED_TOPICS, OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { Observation } from "@arterial/domain/observation";
import type { SensorFault } from "@arterial/domain/quality/sensor-fault";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { Started } from "@arterial/runtime/lifecycle";
import type { GaugeMetric } from "@arterial/runtime/metrics";
import type { PipelineContext } from "../../pipeline-context.ts";
import type { DeadLetterRecord } from "../../topics.ts";
import { keepReferences } from "./keep-references.ts";
import type { LoopReferences } from "./loop-reference.ts";
import { readFaultThresholds } from "./read-thresholds.ts";
import { replayedMs } from "./replay-readings.ts";
import { restoreSensorHealth } from "./restore-sensor-health.ts";
import { encodeSensor } from "./saved-sensor.ts";
import { createSensorHealth, type SensorHealth } from "./sensor-health.ts";

export type SensorHealthDeps = Pick<
  PipelineContext,
  "env" | "clock" | "logger" | "metrics" | "pool" | "city" | "devices" | "log"
>;

/** What others may ask about the health of sensors. */
export type SensorTrust = Pick<SensorHealth, "faultOf" | "current" | "isTrustedAt"> & {
  /** Looks at a loop's reading: by who computes with it, and before that, so that the order is always the same. */
  takeTraffic(observation: Observation<"traffic">): void;
};

const TICK_EVERY_MS = 5_000;
/** Every sensor is saved this often, and at least twice in the time that is read back. */
const SAVED_EVERY_MS = 5 * 60_000;

const { traffic: _traffic, ...OTHER_TOPICS } = OBSERVATION_TOPICS;
const WATCHED_TOPICS = Object.values(OTHER_TOPICS);

/**
 * Watches every sensor on the stream; loops' readings are given to it. What the checks remember is saved in turn and, with
 * the readings since, rebuilt after a restart, so that the same readings are trusted as if there had been none.
 */
export async function startSensorHealth(deps: SensorHealthDeps): Promise<Started<SensorTrust>> {
  const { clock, logger, pool, devices, log } = deps;
  const references = keepReferences(deps);
  const health = createSensorHealth({
    devices: () => devices.devices(),
    deviceOf: (id) => devices.device(id),
    thresholds: await readFaultThresholds(deps.env.SENSOR_THRESHOLDS_FILE),
    references: references.current,
    postedKmhOf: references.postedKmhOf,
    startedAt: clock.now(),
  });
  const readings = await restoreSensorHealth({
    pool,
    health,
    devices: devices.devices(),
    nowMs: clock.now(),
  });
  logger.info({ readings, faults: health.current().length }, "sensor health rebuilt");

  const subscription = log.subscribe({
    topics: [...WATCHED_TOPICS, DERIVED_TOPICS.segmentMetrics, DERIVED_TOPICS.deadLetters],
    group: "sensor-health",
    isDurable: false,
    onBatch: async (records) => {
      for (const record of records) {
        if (record.topic === DERIVED_TOPICS.segmentMetrics) takeFlow(references.current(), record.value);
        else if (record.topic === DERIVED_TOPICS.deadLetters) takeRefused(health, record.value);
        else health.take(record.value as Observation);
      }
    },
  });
  const store = createFaultStore(deps);
  const saver = createSaver(deps, health);
  const stopTicking = clock.every(TICK_EVERY_MS, async () => {
    references.refresh();
    health.tick(clock.now());
    // What is saved knows of no change that is not stored before it.
    const [changes, rows] = [health.takeChanges(), saver.collect()];
    if (await store.write(changes)) await saver.save(rows);
  });
  const gauge = registerMetrics(deps, health);
  return {
    value: {
      faultOf: health.faultOf,
      current: health.current,
      isTrustedAt: health.isTrustedAt,
      takeTraffic: health.take,
    },
    stop: async () => {
      gauge.unregister();
      await stopTicking();
      await subscription.stop();
      await store.write(health.takeChanges());
    },
  };
}

/** Only flows that vehicles tell: loops are not compared with themselves. */
function takeFlow(references: LoopReferences, metric: SegmentMetric): void {
  if (metric.sizeS !== 60 || metric.source !== "vehicles") return;
  references.takeSegmentFlow(metric.segmentId, metric.flowVph, metric.startAt + 60_000);
}

function takeRefused(health: SensorHealth, { deviceId, reason, detail, receivedAt }: DeadLetterRecord): void {
  if (deviceId === undefined || (reason !== "too-far-ahead" && reason !== "too-old")) return;
  const seconds = Number.parseInt(detail ?? "", 10);
  if (!Number.isFinite(seconds)) return;
  health.takeRefused({ deviceId, receivedAt, aheadS: reason === "too-old" ? -seconds : seconds });
}

/** Writes changes; what could not be written is kept for the next turn. */
function createFaultStore({ pool, logger }: SensorHealthDeps) {
  let waiting: SensorFault[] = [];
  return {
    /** True when nothing waits any more. */
    write: async (changes: readonly SensorFault[]): Promise<boolean> => {
      waiting = [...waiting, ...changes];
      for (const { deviceId, faultClass, since, endedAt } of changes) {
        logger.info(
          { deviceId, faultClass, since, endedAt },
          endedAt === null ? "sensor fault" : "sensor well",
        );
      }
      if (waiting.length === 0) return true;
      const written = waiting;
      try {
        await writeSensorFaults(pool, written);
        waiting = waiting.slice(written.length);
      } catch (error) {
        logger.warn({ err: error, faults: written.length }, "sensor faults not stored yet");
      }
      return waiting.length === 0;
    },
  };
}

/** Saves what is known of the sensors, some at a time; what could not be saved is saved in the next round. */
function createSaver({ pool, logger, devices }: SensorHealthDeps, health: SensorHealth) {
  let next = 0;
  return {
    collect: (): SensorHealthRow[] => {
      const all = devices.devices();
      const roundMs = Math.min(SAVED_EVERY_MS, replayedMs(all) / 2);
      const count = Math.ceil((all.length * TICK_EVERY_MS) / roundMs);
      const rows = all.slice(next, next + count).flatMap(({ id }): SensorHealthRow[] => {
        const saved = health.save(id);
        if (!saved || !Number.isFinite(saved.sensor.takenTo)) return [];
        return [{ deviceId: id, takenTo: saved.sensor.takenTo, state: encodeSensor(saved) }];
      });
      next = next + count >= all.length ? 0 : next + count;
      return rows;
    },
    save: async (rows: readonly SensorHealthRow[]) => {
      try {
        await writeSensorHealthStates(pool, rows);
      } catch (error) {
        logger.warn({ err: error, sensors: rows.length }, "sensor health not saved");
      }
    },
  };
}

function registerMetrics({ metrics }: SensorHealthDeps, health: SensorHealth): GaugeMetric {
  return metrics.gauge({
    name: "arterial_faulty_sensors",
    help: "Sensors with an open fault",
    collect: () => health.current().length,
  });
}
