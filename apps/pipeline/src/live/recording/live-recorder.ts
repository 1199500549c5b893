import type { Pool } from "@arterial/db/pool";
import { closeEpisodes, writeEpisodes } from "@arterial/db/timeseries/live-recording/episodes";
import { writeLiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import {
  type AbnormalFrame,
  type DevicesFrame,
  type FiguresFrame,
  LIVE_CHANNELS,
  type SegmentsFrame,
  type VehiclesFrame,
} from "@arterial/domain/live/frame";
import { RECORDED_CHANNELS, type RecordedChannel } from "@arterial/domain/live/replay/live-state";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import type { LiveStore } from "@arterial/streams/live-store";
import { ChannelRecorder } from "./channel-recorder.ts";

/** Length of a slice: so long what was live cannot be replayed yet, and so much is lost when the process dies. */
export const SLICE_MS = 15_000;

type Recorders = { [Channel in RecordedChannel]: ChannelRecorder<Channel> };

function createRecorders(startAt: number): Recorders {
  return {
    segments: new ChannelRecorder("segments", startAt),
    devices: new ChannelRecorder("devices", startAt),
    figures: new ChannelRecorder("figures", startAt),
    abnormal: new ChannelRecorder("abnormal", startAt),
    vehicles: new ChannelRecorder("vehicles", startAt),
  };
}

/**
 * Records what is published to a live store, as it is published: the store that it returns passes everything on. Slices
 * go to the database every `SLICE_MS`; a slice that cannot be stored is lost and said so, the live line goes on.
 */
export async function startLiveRecorder(deps: {
  store: LiveStore;
  pool: Pool;
  clock: Clock;
  logger: Logger;
}): Promise<Started<LiveStore>> {
  const { store, pool, clock, logger } = deps;
  const startedAt = clock.now();
  const recorders = createRecorders(startedAt);
  await closeEpisodes(pool, startedAt);

  const fail = (error: unknown): void => logger.warn({ err: error }, "live recording not stored");

  // One after another: that an item left is written on the row of its coming.
  let episodesWritten = Promise.resolve();
  function noteEpisodes({ at, items, grouped }: AbnormalFrame): void {
    const change = recorders.abnormal.takeWhole(at, items);
    if (change.came.length === 0 && change.left.length === 0) return;
    episodesWritten = episodesWritten.then(() => writeEpisodes(pool, at, { ...change, grouped })).catch(fail);
  }

  /** Frames are what this process itself just made; their shapes are those of `LIVE_CHANNELS`. */
  function record(channel: string, key: string | null, value: unknown): void {
    const isWhole = key !== null;
    if (channel === LIVE_CHANNELS.vehicles) {
      const { at, vehicles, gone } = value as VehiclesFrame;
      recorders.vehicles.take(at, vehicles, gone);
    } else if (channel === LIVE_CHANNELS.segments) {
      const { at, segments } = value as SegmentsFrame;
      if (isWhole) recorders.segments.takeWhole(at, segments);
      else recorders.segments.take(at, segments, []);
    } else if (channel === LIVE_CHANNELS.devices) {
      const { at, devices } = value as DevicesFrame;
      if (isWhole) recorders.devices.takeWhole(at, devices);
      else recorders.devices.take(at, devices, []);
    } else if (channel === LIVE_CHANNELS.figures) {
      const { at, figures } = value as FiguresFrame;
      recorders.figures.takeWhole(at, figures);
    } else if (channel === LIVE_CHANNELS.abnormal) {
      noteEpisodes(value as AbnormalFrame);
    }
  }

  async function cut(): Promise<void> {
    const endsAt = clock.now();
    const slices = RECORDED_CHANNELS.map((channel) => recorders[channel].cut(endsAt));
    try {
      for (const slice of await Promise.all(slices)) await writeLiveSlice(pool, slice);
    } catch (error) {
      for (const channel of RECORDED_CHANNELS) recorders[channel].beginWhole();
      fail(error);
    }
  }

  const stopCuts = clock.every(SLICE_MS, cut);
  return {
    value: {
      ...store,
      publish: async (channel, key, value) => {
        record(channel, key, value);
        await store.publish(channel, key, value);
      },
    },
    stop: async () => {
      await stopCuts();
      await cut();
      await episodesWritten;
    },
  };
}
