import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Actor } from "@arterial/api/actor";
import type { ServiceContext } from "@arterial/api/context";
import type { Beat } from "@arterial/api/live/contract";
import { DETAIL_TILE_ZOOM, tileAt } from "@arterial/api/live/tile-grid";
import {
  type AbnormalItem,
  LIVE_CHANNELS,
  type LiveDevice,
  type LiveSegment,
  type VehiclePosition,
} from "@arterial/domain/live/frame";
import { systemClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics, type Metrics } from "@arterial/runtime/metrics";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createConsoleServer } from "../http/console-server.ts";
import { isSameOrigin } from "../http/same-origin.ts";
import { connectLiveClient, type LiveClient } from "../testing/live-client.ts";
import { startLiveGateway } from "./live-gateway.ts";
import { createPlaces } from "./places.ts";

const viewer: Actor = { type: "token", id: "t", name: "test", role: "viewer" };
const HERE: [number, number] = [11, 54.6];
const THERE: [number, number] = [11.2, 54.6];
const places = createPlaces({
  segments: [
    { id: "a", line: [HERE, [11.001, 54.6]] },
    { id: "b", line: [HERE, [11, 54.601]] },
    { id: "far", line: [THERE, [11.201, 54.6]] },
  ],
  devices: [
    { id: "air-1", kind: "air", lon: HERE[0], lat: HERE[1] },
    { id: "air-2", kind: "air", lon: THERE[0], lat: THERE[1] },
  ],
});

let httpServer: Server;
let gateway: ReturnType<typeof startLiveGateway>;
let metrics: Metrics;
let actor: Actor | null;
let clients: LiveClient[];

async function listen(port: number): Promise<void> {
  metrics = createMetrics();
  httpServer = createConsoleServer({ isDev: false });
  httpServer.on("request", (_request, response) => response.writeHead(404).end());
  gateway = startLiveGateway({
    httpServer,
    clock: systemClock,
    log: createLogger({ name: "test", level: "silent" }),
    metrics,
    isSameOrigin: (request) => isSameOrigin(request, undefined),
    identify: async () => ({ actor }) as ServiceContext,
  });
  gateway.value.setPlaces(places);
  await new Promise<void>((resolve) => httpServer.listen(port, "127.0.0.1", resolve));
}

async function close(): Promise<void> {
  await gateway.stop();
  await new Promise((resolve) => httpServer.close(resolve));
}

beforeEach(async () => {
  actor = viewer;
  clients = [];
  await listen(0);
});

afterEach(async () => {
  for (const { socket } of clients) socket.disconnect();
  await close();
});

function connect(options: Parameters<typeof connectLiveClient>[1] = {}): LiveClient {
  const { port } = httpServer.address() as AddressInfo;
  const client = connectLiveClient(`http://127.0.0.1:${port}`, options);
  clients.push(client);
  return client;
}

function tileRange(...points: [number, number][]) {
  const tiles = points.map((point) => tileAt(point, DETAIL_TILE_ZOOM));
  const [xs, ys] = [tiles.map(({ x }) => x), tiles.map(({ y }) => y)];
  return {
    z: DETAIL_TILE_ZOOM,
    minX: Math.min(...xs),
    maxX: Math.max(...xs),
    minY: Math.min(...ys),
    maxY: Math.max(...ys),
  };
}

function publish(channel: string, frame: object, key: string | null = null): void {
  gateway.value.hub.take({ channel, key, value: { at: Date.now(), ...frame } });
}

function segment(id: string, speedKmh: number): LiveSegment {
  return {
    id,
    startAt: 60_000,
    speedKmh,
    flowVph: 100,
    densityVpkm: 5,
    occupancy: null,
    ratio: 0.5,
    freeFlowKmh: 50,
    congestionClass: "free",
    vehicles: 2,
    observed: 1,
  };
}
const publishSegments = (...segments: LiveSegment[]) => publish(LIVE_CHANNELS.segments, { segments });
const vehicle = (id: string, [lon, lat]: [number, number]): VehiclePosition => ({
  id,
  ts: Date.now(),
  lon,
  lat,
  speedKmh: 30,
  headingDeg: 90,
  segmentId: "a",
});
const publishVehicles = (vehicles: VehiclePosition[], gone: string[] = []) =>
  publish(LIVE_CHANNELS.vehicles, { vehicles, gone });
const air = (id: string, pm25: number): LiveDevice => ({
  id,
  kind: "air",
  ts: pm25,
  receivedAt: pm25,
  values: { pm25 },
});

describe("a browser that watches tiles", () => {
  test("gets a snapshot of what is in view, then only what changes", async () => {
    publishSegments(segment("a", 40), segment("far", 30));
    const client = connect();
    expect(await client.watch({ layers: ["segments"], tiles: tileRange(HERE) })).toMatchObject({ ok: true });
    await client.until(() => client.city.segments.get().items.size > 0);
    expect(client.city.segments.get().items.get("a")).toEqual(segment("a", 40));
    expect(client.city.segments.get().items.has("far")).toBe(false);
    const before = client.messages.length;
    publishSegments(segment("a", 40), segment("b", 20), segment("far", 10));
    await client.until(() => client.city.segments.get().items.has("b"));
    const frames = client.messages.slice(before).flatMap((message) => message.frames);
    expect(frames.map(({ kind }) => kind)).toEqual(["delta"]);
    expect(client.gaps).toBe(0);
  });

  test("gets vehicles, with the street they are on, as they enter and leave the view", async () => {
    const client = connect();
    await client.watch({ layers: ["vehicles"], tiles: tileRange(HERE) });
    publishVehicles([vehicle("v", HERE), vehicle("w", THERE)]);
    await client.until(() => client.city.fleet.size === 1);
    publishVehicles([{ ...vehicle("v", THERE), ts: Date.now() + 1 }]);
    await client.until(() => client.city.fleet.size === 0);
    await client.watch({ layers: ["vehicles"], tiles: tileRange(HERE, THERE) });
    await client.until(() => client.city.fleet.size === 2);
    expect(client.gaps).toBe(0);
  });

  test("gets an item that it shows though it lies elsewhere", async () => {
    publish(LIVE_CHANNELS.devices, { devices: [air("air-1", 5), air("air-2", 7)] });
    const client = connect();
    await client.watch({
      layers: ["devices"],
      tiles: tileRange(HERE),
      items: [{ layer: "devices", id: "air-2" }],
    });
    await client.until(() => client.city.devices.get().items.size === 2);
  });

  test("hears nothing more of a tile that it turned away from", async () => {
    const client = connect();
    publish(LIVE_CHANNELS.devices, { devices: [air("air-1", 5), air("air-2", 7)] });
    await client.watch({ layers: ["devices"], tiles: tileRange(HERE) });
    await client.until(() => client.city.devices.get().items.has("air-1"));
    await client.watch({ layers: ["devices"], tiles: tileRange(THERE) });
    const before = client.messages.length;
    publish(LIVE_CHANNELS.devices, { devices: [air("air-1", 6), air("air-2", 8)] });
    await client.until(() => client.city.devices.get().items.get("air-2")?.ts === 8);
    const frames = client.messages.slice(before).flatMap((message) => message.frames);
    expect(new Set(frames.map(({ tile }) => tile.x))).toEqual(new Set([tileAt(THERE, 13).x]));
  });

  test("hears that nothing is abnormal, and what left the list", async () => {
    const item: AbnormalItem = {
      id: "x",
      severity: 2,
      kind: "air",
      subject: { type: "device", id: "air-1" },
      point: HERE,
      code: "air.unhealthy",
      params: {},
      since: 1,
      segmentIds: [],
    };
    const client = connect();
    await client.watch({ layers: ["abnormal"] });
    publish(LIVE_CHANNELS.abnormal, { items: [] }, "state");
    await client.until(() => client.city.abnormal.get().seq !== null);
    publish(LIVE_CHANNELS.abnormal, { items: [item] }, "state");
    await client.until(() => client.city.abnormal.get().items.has("x"));
    publish(LIVE_CHANNELS.abnormal, { items: [] }, "state");
    await client.until(() => client.city.abnormal.get().items.size === 0);
  });

  test("sees clusters with their counts, worst severity and active alarms", async () => {
    const items = [2, 3].map((severity) => ({
      id: `x${severity}`,
      severity,
      kind: "air",
      subject: { type: "device", id: "air-1" },
      point: HERE,
      code: "air.unhealthy",
      params: {},
      since: 1,
      segmentIds: [],
    }));
    publish(LIVE_CHANNELS.abnormal, { items }, "state");
    publishVehicles([vehicle("v", HERE)]);
    const client = connect();
    const { x, y } = tileAt(HERE, 9);
    await client.watch({
      layers: ["clusters"],
      clusterTiles: { z: 9, minX: x, maxX: x, minY: y, maxY: y },
    });
    await client.until(() => client.city.clusters.get().length > 0);
    const [here] = client.city.clusters.get().filter(({ activeAlarms }) => activeAlarms > 0);
    expect(here).toMatchObject({ worstSeverity: 2, activeAlarms: 2, counts: { vehicle: 1 } });
    const airs = client.city.clusters.get().reduce((sum, { counts }) => sum + counts.air, 0);
    expect(airs).toBe(2);
  });
});

describe("a browser that lost the thread", () => {
  test("gets a fresh snapshot when it asks", async () => {
    publishSegments(segment("a", 40));
    const client = connect();
    await client.watch({ layers: ["segments"], tiles: tileRange(HERE) });
    await client.until(() => client.messages.length === 1);
    client.socket.emit("resync", { layer: "segments", tile: tileAt(HERE, DETAIL_TILE_ZOOM) });
    await client.until(() => client.messages.length === 2);
    expect(client.messages[1]?.frames).toMatchObject([{ kind: "snapshot", seq: 1 }]);
  });

  test("gets no more of them the more often it asks", async () => {
    publishSegments(segment("a", 40));
    const client = connect();
    await client.watch({ layers: ["segments"], tiles: tileRange(HERE) });
    await client.until(() => client.messages.length === 1);
    for (let count = 0; count < 200; count += 1) {
      client.socket.emit("resync", { layer: "segments", tile: tileAt(HERE, DETAIL_TILE_ZOOM) });
    }
    await client.until(() => client.messages.length > 1);
    publishSegments(segment("a", 30));
    await client.until(() => client.city.segments.get().items.get("a")?.speedKmh === 30);
    expect(client.messages.length).toBeLessThan(10);
  });

  test("and is slow gets the newest state once it has caught up, not what lies between", async () => {
    const client = connect();
    await client.watch({ layers: ["devices"], tiles: tileRange(HERE) });
    const transport = client.socket.io.engine.transport as unknown as {
      ws: { _socket: { pause(): void; resume(): void } };
    };
    transport.ws._socket.pause();
    const filler = "x".repeat(500_000);
    const last = 120;
    for (let n = 1; n <= last && !(await isShed()); n += 1) {
      const [entry] = gateway.value.hub.devices.frames.entries;
      publish(LIVE_CHANNELS.devices, { devices: [{ ...air("air-1", n), values: { pm25: n, filler } }] });
      await cutAfter(entry?.seq ?? 0);
    }
    expect(await isShed()).toBe(true);
    publish(LIVE_CHANNELS.devices, { devices: [air("air-1", last + 1)] });
    transport.ws._socket.resume();
    await client.until(() => client.city.devices.get().items.get("air-1")?.ts === last + 1);
    expect(client.gaps).toBe(0);
  });

  test("comes back by itself after the gateway died, with nothing missing and nobody twice", async () => {
    publishVehicles([vehicle("v", HERE), vehicle("w", HERE)]);
    const client = connect({ isReconnecting: true });
    const tiles = tileRange(HERE);
    client.socket.on("connect", () => void client.watch({ layers: ["vehicles"], tiles }));
    await client.until(() => client.city.fleet.size === 2);
    const { port } = httpServer.address() as AddressInfo;
    await close();
    await listen(port);
    publishVehicles([vehicle("w", HERE), vehicle("x", HERE), vehicle("v", HERE)]);
    await client.until(() => client.city.fleet.size === 3);
    expect(client.gaps).toBe(0);
  });
});

/** Waits until the hub has numbered another frame of its devices. */
async function cutAfter(seq: number): Promise<void> {
  for (;;) {
    const [entry] = gateway.value.hub.devices.frames.entries;
    if ((entry?.seq ?? 0) > seq) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** True when frames were left out for somebody. */
async function isShed(): Promise<boolean> {
  return /arterial_live_shed_total [1-9]/.test(await metrics.render());
}

describe("who may listen", () => {
  test("nobody connects without a session", async () => {
    actor = null;
    const client = connect();
    const error = await new Promise<Error>((resolve) => client.socket.once("connect_error", resolve));
    expect(error.message).toBe("signed_out");
  });

  test("a session that ended is refused at the next look, and cut off soon without one", async () => {
    const [asking, silent] = [connect(), connect()];
    await asking.watch({ layers: ["segments"], tiles: tileRange(HERE) });
    await silent.watch({ layers: ["segments"], tiles: tileRange(HERE) });
    const refused = new Promise((resolve) => silent.socket.once("refused", resolve));
    const gone = new Promise((resolve) => silent.socket.once("disconnect", resolve));
    actor = null;
    expect(await asking.watch({ layers: ["devices"], tiles: tileRange(HERE) })).toEqual({
      ok: false,
      code: "signed_out",
    });
    expect(await refused).toEqual({ code: "signed_out" });
    await gone;
  });

  test("a session opens so many lines at once, and no more", async () => {
    const held = Array.from({ length: 20 }, () => connect().socket);
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once("beat", resolve))));
    const next = connect().socket;
    const error = await new Promise<Error>((resolve) => next.once("connect_error", resolve));
    expect(error.message).toBe("too_many");
    actor = { ...viewer, id: "another" };
    const { socket } = connect();
    expect(await new Promise((resolve) => socket.once("beat", resolve))).toBeDefined();
  });

  test("a page of another site is turned away", async () => {
    const client = connect({ headers: { origin: "https://evil.example" } });
    const error = await new Promise<Error>((resolve) => client.socket.once("connect_error", resolve));
    expect(error.message).toBe("websocket error");
  });

  test("a request that is not one is refused", async () => {
    const client = connect();
    const answer = await client.watch({ layers: ["secrets"] as never });
    expect(answer).toEqual({ ok: false, code: "invalid" });
  });
});

test("the beat tells how long the pipeline has been silent", async () => {
  const { socket } = connect();
  const next = () => new Promise<Beat>((resolve) => socket.once("beat", resolve));
  expect(await next()).toMatchObject({ pipeline: null, pipelineAgeMs: null });
  const frame = { at: 7, behindMs: 900, devicesFresh: 3, devicesTotal: 4, backfill: null, unwell: [] };
  publish(LIVE_CHANNELS.heartbeat, frame);
  const beat = await next();
  expect(beat.pipeline).toEqual(frame);
  expect(beat.pipelineAgeMs).toBeLessThan(5_000);
});

test("what a browser says to have on its screen is counted from the sensor's time on", async () => {
  const client = connect();
  await client.watch({ layers: ["vehicles"], tiles: tileRange(HERE) });
  publishVehicles([{ ...vehicle("v", HERE), ts: Date.now() - 700 }]);
  await client.until(() => client.messages.length > 0);
  const tick = client.messages.at(-1)?.tick ?? 0;
  client.socket.emit("seen", { tick });
  await client.watch({ layers: ["vehicles"], tiles: tileRange(HERE) });
  const text = await metrics.render();
  expect(text).toMatch(/arterial_live_sensor_to_browser_seconds_count(\{\})? 1/);
  expect(text).toMatch(/arterial_live_sensor_to_browser_seconds_bucket\{le="0.5"\} 0/);
});

test("of requests that come faster than they are taken, the latest counts", async () => {
  publish(LIVE_CHANNELS.devices, { devices: [air("air-1", 5), air("air-2", 7)] });
  const client = connect();
  const ranges = [HERE, HERE, HERE, THERE].map((point) => tileRange(point));
  const answers = await Promise.all(ranges.map((tiles) => client.watch({ layers: ["devices"], tiles })));
  expect(answers.map((answer) => (answer.ok ? "ok" : answer.code))).toEqual([
    "ok",
    "superseded",
    "superseded",
    "ok",
  ]);
  await client.until(() => client.city.devices.get().items.has("air-2"));
});

test("a frame that does not fit is left out", () => {
  publish(LIVE_CHANNELS.segments, { segments: [{ id: 4 }] });
  expect(gateway.value.hub.segments.size).toBe(0);
});
