import {
  type AbnormalFrame,
  type CityFigure,
  type DevicesFrame,
  type FiguresFrame,
  type HeartbeatFrame,
  LIVE_CHANNELS,
  type LiveDevice,
  type LiveSegment,
  type SegmentsFrame,
  type VehiclesFrame,
} from "@arterial/domain/live/frame";
import type { Clock } from "@arterial/runtime/clock";
import type { LiveStore } from "@arterial/streams/live-store";

/** What is abnormal now. */
export type AbnormalList = Omit<AbnormalFrame, "at">;

/** Key under which a channel's whole state is kept for who joins late. */
export const STATE_KEY = "state";
/** Whole states of many items go out less often: a hundred thousand devices every hundred seconds. */
const STATE_MS_PER_ITEM = 1;

/**
 * The one way to the live store, one method a frame. Changes go out as events; of segments and devices the whole state
 * follows as a retained frame of the same shape, at most every `stateEveryMs`,
 * and less often where it is large. Figures and abnormal items are always
 * whole.
 */
export interface LivePublisher {
  vehicles(frame: VehiclesFrame): Promise<void>;
  /** Segments that changed. */
  segments(changed: readonly LiveSegment[]): Promise<void>;
  /** Devices with a new reading. */
  devices(changed: readonly LiveDevice[]): Promise<void>;
  figures(figures: CityFigure[]): Promise<void>;
  abnormal(list: AbnormalList): Promise<void>;
  heartbeat(frame: HeartbeatFrame): Promise<void>;
  /** Sends the whole states that changed and are due; to be called every second or so. */
  flushStates(): Promise<void>;
  /** Forgets the segments known so far: another city was imported. */
  forgetSegments(): Promise<void>;
}

/** A map of which the changes are sent at once and the whole every now and then. */
function createStateChannel<T extends { id: string }>(options: {
  clock: Clock;
  stateEveryMs: number;
  sendChanges: (items: T[]) => Promise<void>;
  sendState: (items: T[]) => Promise<void>;
}) {
  const state = new Map<string, T>();
  let sentAt = Number.NEGATIVE_INFINITY;
  let isDirty = false;
  return {
    send: async (changed: readonly T[]) => {
      if (changed.length === 0) return;
      for (const item of changed) state.set(item.id, item);
      isDirty = true;
      await options.sendChanges([...changed]);
    },
    flush: async () => {
      const now = options.clock.now();
      const everyMs = Math.max(options.stateEveryMs, state.size * STATE_MS_PER_ITEM);
      if (!isDirty || now - sentAt < everyMs) return;
      sentAt = now;
      isDirty = false;
      await options.sendState([...state.values()]);
    },
    forget: async () => {
      state.clear();
      await options.sendState([]);
    },
  };
}

/** Creates the publisher over a live store. */
export function createLivePublisher(options: {
  store: LiveStore;
  clock: Clock;
  stateEveryMs?: number;
}): LivePublisher {
  const { store, clock, stateEveryMs = 5_000 } = options;
  const segmentsFrame = (segments: LiveSegment[]): SegmentsFrame => ({ at: clock.now(), segments });
  const devicesFrame = (devices: LiveDevice[]): DevicesFrame => ({ at: clock.now(), devices });

  const segments = createStateChannel<LiveSegment>({
    clock,
    stateEveryMs,
    sendChanges: (items) => store.publish(LIVE_CHANNELS.segments, null, segmentsFrame(items)),
    sendState: (items) => store.publish(LIVE_CHANNELS.segments, STATE_KEY, segmentsFrame(items)),
  });
  const devices = createStateChannel<LiveDevice>({
    clock,
    stateEveryMs,
    sendChanges: (items) => store.publish(LIVE_CHANNELS.devices, null, devicesFrame(items)),
    sendState: (items) => store.publish(LIVE_CHANNELS.devices, STATE_KEY, devicesFrame(items)),
  });

  return {
    vehicles: (frame) => store.publish(LIVE_CHANNELS.vehicles, null, frame),
    segments: segments.send,
    devices: devices.send,
    figures: (figures) => {
      const frame: FiguresFrame = { at: clock.now(), figures };
      return store.publish(LIVE_CHANNELS.figures, STATE_KEY, frame);
    },
    abnormal: (list) => {
      const frame: AbnormalFrame = { at: clock.now(), ...list };
      return store.publish(LIVE_CHANNELS.abnormal, STATE_KEY, frame);
    },
    heartbeat: (frame) => store.publish(LIVE_CHANNELS.heartbeat, null, frame),
    flushStates: async () => {
      await segments.flush();
      await devices.flush();
    },
    forgetSegments: segments.forget,
  };
}
