import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Actor } from "@arterial/api/actor";
import type { ServiceContext } from "@arterial/api/context";
import type { Beat, JoinAnswer, LayerMessage } from "@arterial/api/live/contract";
import { LIVE_PATH } from "@arterial/api/live/contract";
import { decodeVehicles } from "@arterial/api/live/vehicle-codec";
import { LIVE_CHANNELS, type LiveSegment } from "@arterial/domain/live/frame";
import { systemClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isSameOrigin } from "../http/same-origin.ts";
import { startLiveGateway } from "./live-gateway.ts";

const viewer: Actor = { type: "token", id: "t", name: "test", role: "viewer" };

function segment(id: string, speedKmh: number): LiveSegment {
  return {
    id,
    startAt: 1,
    speedKmh,
    flowVph: 100,
    densityVpkm: 5,
    occupancy: null,
    ratio: 0.9,
    freeFlowKmh: 50,
    congestionClass: "free",
    vehicles: 2,
    observed: 1,
  };
}

let httpServer: Server;
let gateway: ReturnType<typeof startLiveGateway>;
let actor: Actor | null;
let sockets: Socket[];

beforeEach(async () => {
  actor = viewer;
  sockets = [];
  httpServer = createServer((_request, response) => response.writeHead(404).end());
  gateway = startLiveGateway({
    httpServer,
    clock: systemClock,
    log: createLogger({ name: "test", level: "silent" }),
    isSameOrigin: (request) => isSameOrigin(request, undefined),
    identify: async () => ({ actor }) as ServiceContext,
  });
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await gateway.stop();
  await new Promise((resolve) => httpServer.close(resolve));
});

function connect(headers: Record<string, string> = {}): Socket {
  const { port } = httpServer.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}`, {
    path: LIVE_PATH,
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: headers,
  });
  sockets.push(socket);
  return socket;
}

function next<Value>(socket: Socket, event: string): Promise<Value> {
  return new Promise((resolve) => socket.once(event, resolve));
}

function publishSegments(segments: LiveSegment[], key: string | null = null): void {
  gateway.value.hub.take({ channel: LIVE_CHANNELS.segments, key, value: { at: Date.now(), segments } });
}

async function joined(layer: string): Promise<Socket> {
  const socket = connect();
  await next(socket, "connect");
  const answer: JoinAnswer = await socket.emitWithAck("join", { layers: [layer] });
  expect(answer).toEqual({ ok: true });
  return socket;
}

describe("a browser that joins a layer", () => {
  test("gets a snapshot, then only what changes", async () => {
    publishSegments([segment("a", 40)]);
    const socket = connect();
    const snapshot = next<LayerMessage<LiveSegment>>(socket, "segments");
    await next(socket, "connect");
    socket.emit("join", { layers: ["segments"] }, () => undefined);
    expect(await snapshot).toMatchObject({ kind: "snapshot", seq: 1, items: [{ id: "a" }] });
    const delta = next<LayerMessage<LiveSegment>>(socket, "segments");
    publishSegments([segment("a", 40), segment("b", 20)], "state");
    expect(await delta).toMatchObject({ kind: "delta", seq: 2, items: [{ id: "b", speedKmh: 20 }] });
  });

  test("gets vehicles as bytes", async () => {
    const vehicle = { id: "v", ts: 5_000, lon: 11, lat: 54.6, speedKmh: 30, headingDeg: 90, segmentId: null };
    const socket = await joined("vehicles");
    const bytes = next<ArrayBuffer>(socket, "vehicles");
    gateway.value.hub.take({
      channel: LIVE_CHANNELS.vehicles,
      key: null,
      value: { at: 5_000, vehicles: [vehicle], gone: [] },
    });
    expect(decodeVehicles(new Uint8Array(await bytes))?.vehicles).toMatchObject([
      { lon: 11, lat: 54.6, ts: 5_000 },
    ]);
  });

  test("gets a fresh snapshot when it lost the thread", async () => {
    publishSegments([segment("a", 40)]);
    const socket = await joined("segments");
    const snapshot = next<LayerMessage<LiveSegment>>(socket, "segments");
    socket.emit("resync", { layer: "segments" });
    expect(await snapshot).toMatchObject({ kind: "snapshot", items: [{ id: "a" }] });
  });

  test("hears nothing more of a layer that it left", async () => {
    const socket = await joined("segments");
    await socket.emitWithAck("join", { layers: ["devices"] });
    socket.emit("leave", { layers: ["segments"] });
    await socket.emitWithAck("join", { layers: ["devices"] });
    let heard = 0;
    socket.on("segments", () => {
      heard += 1;
    });
    publishSegments([segment("z", 10)]);
    await socket.emitWithAck("join", { layers: ["devices"] });
    expect(heard).toBe(0);
  });
});

describe("who may listen", () => {
  test("nobody connects without a session", async () => {
    actor = null;
    const error = await next<Error>(connect(), "connect_error");
    expect(error.message).toBe("signed_out");
  });

  test("a session that ended in between is refused at the next join", async () => {
    const socket = await joined("segments");
    actor = null;
    expect(await socket.emitWithAck("join", { layers: ["devices"] })).toEqual({
      ok: false,
      code: "signed_out",
    });
  });

  test("a page of another site is turned away", async () => {
    const error = await next<Error>(connect({ origin: "https://evil.example" }), "connect_error");
    expect(error.message).toBe("websocket error");
  });

  test("a request that is not one is refused", async () => {
    const socket = await joined("segments");
    expect(await socket.emitWithAck("join", { layers: ["secrets"] })).toEqual({ ok: false, code: "invalid" });
  });
});

test("the beat tells how long the pipeline has been silent", async () => {
  const socket = connect();
  expect(await next<Beat>(socket, "beat")).toMatchObject({ pipeline: null, pipelineAgeMs: null });
  const frame = { at: 7, behindMs: 900, devicesFresh: 3, devicesTotal: 4, backfill: null };
  gateway.value.hub.take({ channel: LIVE_CHANNELS.heartbeat, key: null, value: frame });
  const beat = await next<Beat>(socket, "beat");
  expect(beat.pipeline).toEqual(frame);
  expect(beat.pipelineAgeMs).toBeLessThan(5_000);
});

test("a frame that does not fit is left out", () => {
  gateway.value.hub.take({
    channel: LIVE_CHANNELS.segments,
    key: null,
    value: { at: 1, segments: [{ id: 4 }] },
  });
  expect(gateway.value.hub.segments.snapshot().items).toEqual([]);
});
