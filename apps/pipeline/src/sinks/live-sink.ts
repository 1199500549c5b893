import type { HeartbeatFrame, LiveDevice } from "@arterial/domain/live/frame";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { DeviceRegistry } from "../devices/device-registry.ts";
import { createDeviceTracker } from "../live/device-tracker.ts";
import type { LivePublisher } from "../live/live-publisher.ts";
import { createPulse } from "../live/pulse.ts";
import { createVehicleTracker } from "../live/vehicle-tracker.ts";
import type { PipelineLog } from "../topics.ts";

/** How long a reading waits at most for the frame that shows it. */
const FRAME_EVERY_MS = 250;
const PULSE_EVERY_MS = 1_000;
const UNKNOWN_INTERVAL_MS = 1_000;

/** What the live sink needs. */
export interface LiveSinkDeps {
  log: PipelineLog;
  publisher: LivePublisher;
  devices: DeviceRegistry;
  clock: Clock;
  /** Newest readings as stored, to start from. */
  latest: readonly LiveDevice[];
  /** Progress of loading history, while it runs. */
  backfill: () => HeartbeatFrame["backfill"];
  /** Parts of the pipeline that are not well now. */
  unwell: () => HeartbeatFrame["unwell"];
}

/** Sends what vehicles and devices told to the live store several times a second, and once the pipeline's pulse. */
export function startLiveSink(deps: LiveSinkDeps): Started<{ vehicles(): number }> {
  const { log, publisher, devices, clock } = deps;
  const intervalMsOf = (deviceId: string) => {
    const device = devices.device(deviceId);
    return device ? device.expectedIntervalS * 1_000 : UNKNOWN_INTERVAL_MS;
  };
  const vehicles = createVehicleTracker({ intervalMsOf });
  const readings = createDeviceTracker(deps.latest);
  const pulse = createPulse();

  const subscription = log.subscribe({
    topics: Object.values(OBSERVATION_TOPICS),
    group: "live-sink",
    isDurable: false,
    onBatch: async (records) => {
      for (const { value } of records) {
        pulse.take(value);
        if (value.kind === "vehicle") vehicles.take(value);
        else readings.take(value);
      }
    },
  });

  async function sendFrames(): Promise<void> {
    const frame = vehicles.frame(clock.now());
    if (frame.vehicles.length > 0 || frame.gone.length > 0) await publisher.vehicles(frame);
    await publisher.devices(readings.changed());
  }

  async function sendPulse(): Promise<void> {
    const now = clock.now();
    // Even an empty one: by its time whoever shows the city forgets vehicles that a process before this one knew.
    await publisher.vehicles(vehicles.frame(now));
    await publisher.flushStates();
    const registered = devices.devices();
    await publisher.heartbeat({
      at: now,
      behindMs: pulse.behindMs(now),
      devicesFresh: pulse.countFresh(registered, now),
      devicesTotal: registered.length,
      backfill: deps.backfill(),
      unwell: deps.unwell(),
    });
  }

  const stopFrames = clock.every(FRAME_EVERY_MS, sendFrames);
  const stopPulse = clock.every(PULSE_EVERY_MS, sendPulse);
  return {
    value: { vehicles: vehicles.size },
    stop: async () => {
      await stopFrames();
      await stopPulse();
      await subscription.stop();
    },
  };
}
