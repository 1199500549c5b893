"use client";

import type { WatchRequest } from "@arterial/api/live/contract";
import type { LiveLayer } from "@arterial/api/live/layers";
import { LIVE_CLOCK, type ReplayClock } from "@arterial/api/live/replay-clock";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type {
  AbnormalItem,
  CityFigure,
  HeartbeatFrame,
  LiveDevice,
  LiveSegment,
} from "@arterial/domain/live/frame";
import { useMemo, useSyncExternalStore } from "react";
import { CONNECTING, type ConnectionState } from "./connection-state.ts";
import { type LiveSession, liveSession } from "./live-session.ts";
import { askedMoment } from "./page-clock.ts";
import type { RecordingHole, ReplayStatus } from "./replay-run.ts";
import type { ReadStore } from "./store.ts";
import type { MapView } from "./view-watch.ts";

const NO_ITEMS: ReadonlyMap<string, never> = new Map<string, never>();

type WatchedLayer = WatchRequest["items"][number]["layer"];

/**
 * Watches a part of the session, chosen by a constant selector, and keeps `layer` joined while somebody does: all of it
 * that is in view, or with `id` that one item wherever it lies.
 */
function useLive<Held, Value>(
  pickStore: (session: LiveSession) => ReadStore<Held>,
  read: (held: Held) => Value,
  onServer: Value,
  watched?: { layer: LiveLayer } | { layer: WatchedLayer; id: string },
): Value {
  const layer = watched?.layer;
  const id = watched && "id" in watched ? watched.id : undefined;
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const session = liveSession();
      const isItem = id !== undefined && (layer === "segments" || layer === "devices");
      const leave = isItem ? session.joinItem({ layer, id }) : layer && session.join(layer);
      const stop = pickStore(session).subscribe(listener);
      return () => {
        stop();
        leave?.();
      };
    },
    [pickStore, layer, id],
  );
  return useSyncExternalStore(
    subscribe,
    () => read(pickStore(liveSession()).get()),
    () => onServer,
  );
}

const same = <Value>(value: Value): Value => value;
const isThere = (value: unknown): boolean => value !== null;

const connectionOf = (session: LiveSession) => session.connection;
const heartbeatOf = (session: LiveSession) => session.heartbeat;
const figuresOf = (session: LiveSession) => session.figures;
const abnormalOf = (session: LiveSession) => session.abnormal;
const segmentsOf = (session: LiveSession) => session.segments;
const devicesOf = (session: LiveSession) => session.devices;
const vehicleCountOf = (session: LiveSession) => session.vehicleCount;
const nowOf = (session: LiveSession) => session.clock.shown;
const liveNowOf = (session: LiveSession) => session.clock.live;
const settingOf = (session: LiveSession) => session.clock.setting;
const viewOf = (session: LiveSession) => session.view;
const restedViewOf = (session: LiveSession) => session.restedView;
const deviceZoomOf = (session: LiveSession) => session.deviceZoom;
const typicalOf = (session: LiveSession) => session.typical;
const replayStatusOf = (session: LiveSession) => session.clock.status;
const passedHoleOf = (session: LiveSession) => session.clock.passedHole;
const resumesAtOf = (session: LiveSession) => session.clock.resumesAt;
const liveAbnormalOf = (session: LiveSession) => session.live.abnormal;

/** State of the line to the server and of the pipeline behind it. */
export function useConnection(): ConnectionState {
  return useLive(connectionOf, same, CONNECTING);
}

/** The pipeline's last heartbeat; null before one came. */
export function useHeartbeat(): HeartbeatFrame | null {
  return useLive(heartbeatOf, same, null);
}

/** City figures by id; empty before they came. */
export function useFigures(): ReadonlyMap<string, CityFigure> {
  return useLive(figuresOf, (held) => held.items, NO_ITEMS, { layer: "figures" });
}

/** What is abnormal now, in the pipeline's order; null before the first list came. */
export function useAbnormal(): readonly AbnormalItem[] | null {
  const held = useLive(abnormalOf, same, null, { layer: "abnormal" });
  return useMemo(() => (held === null || held.seq === null ? null : [...held.items.values()]), [held]);
}

/** The abnormal item that is picked of all by id; another list renders anew only where another item is picked. */
export function useAbnormalItem(
  pick: (items: ReadonlyMap<string, AbnormalItem>) => AbnormalItem | undefined,
): AbnormalItem | undefined {
  return useLive(abnormalOf, (held) => pick(held.items), undefined, { layer: "abnormal" });
}

/** Live state of one segment; undefined while unknown. */
export function useLiveSegment(id: string): LiveSegment | undefined {
  return useLive(segmentsOf, (held) => held.items.get(id), undefined, { layer: "segments", id });
}

/** Live state of all segments by id. */
export function useLiveSegments(): ReadonlyMap<string, LiveSegment> {
  return useLive(segmentsOf, (held) => held.items, NO_ITEMS, { layer: "segments" });
}

/** Latest reading of one device; undefined while unknown. */
export function useLiveDevice(id: string): LiveDevice | undefined {
  return useLive(devicesOf, (held) => held.items.get(id), undefined, { layer: "devices", id });
}

/** Latest readings of all devices of a kind (of all kinds when none is named), by id. */
export function useLiveDevices(kind?: DeviceKind): ReadonlyMap<string, LiveDevice> {
  const items = useLive(devicesOf, (held) => held.items, NO_ITEMS, { layer: "devices" });
  return useMemo(
    () => (kind ? new Map([...items].filter(([, device]) => device.kind === kind)) : items),
    [items, kind],
  );
}

/** Vehicles on the map; null while the layer is not joined. */
export function useVehicleCount(): number | null {
  return useLive(vehicleCountOf, same, null);
}

/** The moment that is shown, to the second, epoch ms: the server's time, or the replayed one; null on the server. */
export function useNow(): number | null {
  return useLive(nowOf, same, null);
}

/** The server's time to the second, epoch ms, whatever moment is shown; null on the server. */
export function useLiveNow(): number | null {
  return useLive(liveNowOf, same, null);
}

/** What the map shows once it rests, so that nothing is asked or arranged for every step of a movement; null before there is one. */
export function useRestedMapView(): MapView | null {
  return useLive(restedViewOf, same, null);
}

/** A text that is read of what the map shows, null before there is one: a pan renders anew only when the text differs. */
export function useMapViewText(read: (view: MapView) => string): string | null {
  return useLive(viewOf, (view) => (view === null ? null : read(view)), null);
}

/** From which zoom on the live map shows devices one by one; null before the server said. */
export function useDeviceZoom(): number | null {
  return useLive(deviceZoomOf, same, null);
}

/** Whether the map shows the network as it typically is in the place of what was observed. */
export function useIsTypicalShown(): boolean {
  return useLive(typicalOf, isThere, false);
}

/** What the page's clock is set to. */
export function useReplayClock(): ReplayClock {
  return useLive(settingOf, same, LIVE_CLOCK);
}

/** How the replay is doing. */
export function useReplayStatus(): ReplayStatus {
  return useLive(replayStatusOf, same, "idle");
}

/** The hole in the recording that the running replay has just passed over; null otherwise. */
export function usePassedHole(): RecordingHole | null {
  return useLive(passedHoleOf, same, null);
}

/** Where the recording goes on, epoch ms, while nothing was recorded at the shown moment; null otherwise. */
export function useResumption(): number | null {
  return useLive(resumesAtOf, same, null);
}

/** The moment that verbs are asked about in a replay, epoch ms, in steps of `stepMs` while it runs; null while live. */
export function useAskedMoment(stepMs: number): number | null {
  return askedMoment(useReplayClock(), useNow(), stepMs);
}

/** What is abnormal in the live city, also while another moment is shown; null before the first list came. */
export function useLiveAbnormal(): readonly AbnormalItem[] | null {
  const held = useLive(liveAbnormalOf, same, null, { layer: "abnormal" });
  return useMemo(() => (held === null || held.seq === null ? null : [...held.items.values()]), [held]);
}
