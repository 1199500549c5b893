import { isDeepStrictEqual } from "node:util";
import type { Pool } from "@arterial/db/pool";
import { readLatestObservations } from "@arterial/db/timeseries/latest/read-latest";
import { readSegmentMetricsSince } from "@arterial/db/timeseries/traffic/read-segment-metrics";
import { LIVE_CHANNELS, type LiveDevice } from "@arterial/domain/live/frame";
import type { Started } from "@arterial/runtime/lifecycle";
import type { LiveStore } from "@arterial/streams/live-store";
import { connectMqttLiveStore } from "@arterial/streams/mqtt-live-store";
import { connectRedisLiveStore } from "@arterial/streams/redis-live-store";
import { z } from "zod";
import { STATE_KEY } from "../../apps/pipeline/src/live/live-publisher.ts";
import { liveDeviceSchema, liveSegmentSchema } from "../../apps/web/server/gateway/frame-schemas.ts";
import { GATEWAY } from "../input/fault-city.ts";
import { comesTrue } from "../until.ts";

const LIVE_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 250;
const CITY_CHANNELS = [LIVE_CHANNELS.figures, LIVE_CHANNELS.abnormal];

const devicesSchema = z.object({ at: z.number(), devices: z.array(liveDeviceSchema) });
const segmentsSchema = z.object({ at: z.number(), segments: z.array(liveSegmentSchema) });
const stampedSchema = z.object({ at: z.number() });

/** Where the live store is: in Redis, or else over the broker. */
export interface LiveAddress {
  redisUrl: string | undefined;
  brokerPort: number;
}

/** A reader of everything that is live, connected as the web server is. */
export async function startLiveReader(address: LiveAddress, name: string): Promise<Started<LiveStore>> {
  const reader = await (address.redisUrl === undefined
    ? connectMqttLiveStore({
        url: `mqtt://127.0.0.1:${address.brokerPort}`,
        ...GATEWAY,
        clientId: `faults-${name.replaceAll(" ", "-")}`,
      })
    : connectRedisLiveStore({ url: address.redisUrl }));
  await reader.value.subscribe("live/", () => {});
  return reader;
}

/** What of a device must be the same in the live store and in the database. */
const shown = ({ id, kind, ts, values }: LiveDevice) => ({ id, kind, ts, values });

function checkDevices(stored: readonly LiveDevice[], state: unknown): string | null {
  const { success, data } = devicesSchema.safeParse(state);
  if (!success) return "no state of devices";
  const live = new Map(data.devices.map((device) => [device.id, shown(device)]));
  const wrong = stored.find((device) => !isDeepStrictEqual(live.get(device.id), shown(device)));
  if (!wrong) return null;
  return `device ${wrong.id} is ${JSON.stringify(live.get(wrong.id))} instead of ${JSON.stringify(shown(wrong))}`;
}

function checkSegments(newestAt: ReadonlyMap<string, number>, state: unknown): string | null {
  const { success, data } = segmentsSchema.safeParse(state);
  if (!success) return "no state of segments";
  const live = new Map(data.segments.map(({ id, startAt }) => [id, startAt]));
  for (const [id, startAt] of newestAt) {
    if (live.get(id) !== startAt) return `segment ${id} is of ${live.get(id)} instead of ${startAt}`;
  }
  return null;
}

async function readNewestMinutes(pool: Pool): Promise<Map<string, number>> {
  const newestAt = new Map<string, number>();
  for (const { segmentId, startAt } of await readSegmentMetricsSince(pool, { sizeS: 60, sinceMs: 0 })) {
    newestAt.set(segmentId, Math.max(startAt, newestAt.get(segmentId) ?? startAt));
  }
  return newestAt;
}

/** Compares what a reader has as the newest states with what is stored; null when they agree. */
async function compare(pool: Pool, store: LiveStore, sinceMs: number): Promise<string | null> {
  const stateOf = (channel: string) => store.latest(channel, STATE_KEY);
  const stale = CITY_CHANNELS.find((channel) => {
    const { success, data } = stampedSchema.safeParse(stateOf(channel));
    return !success || data.at < sinceMs;
  });
  if (stale !== undefined) return `no new state of ${stale}`;
  const devices = checkDevices(await readLatestObservations(pool), stateOf(LIVE_CHANNELS.devices));
  return devices ?? checkSegments(await readNewestMinutes(pool), stateOf(LIVE_CHANNELS.segments));
}

/** Waits until readers show the newest states, and says of each that does not what it shows instead. */
export async function checkLive(pool: Pool, readers: ReadonlyMap<string, LiveStore>): Promise<string[]> {
  const sinceMs = Date.now();
  const problems: string[] = [];
  for (const [name, store] of readers) {
    let difference: string | null = null;
    const isRight = async () => {
      difference = await compare(pool, store, sinceMs);
      return difference === null;
    };
    if (!(await comesTrue(isRight, LIVE_WITHIN_MS, LOOK_EVERY_MS))) {
      problems.push(`${name} does not show the newest states: ${difference}`);
    }
  }
  return problems;
}
