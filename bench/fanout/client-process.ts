// Some hundred browsers in one process: each watches a viewport of its own, checks the order of every frame, and counts.

import { connectLiveClient, type LiveClient } from "../../apps/web/server/testing/live-client.ts";
import type { Message } from "../../packages/api/src/live/message-codec.ts";
import { DETAIL_TILE_ZOOM, isInRange, tileAt, tileKey } from "../../packages/api/src/live/tile-grid.ts";
import { CITY_CORNER, CITY_TILES, makeStreets, positionsAt } from "./city-load.ts";

const {
  URL: url = "",
  TOKEN = "",
  CLIENTS = "0",
  FIRST = "0",
  VIEW_TILES = "3",
  VEHICLES = "0",
} = process.env;
const viewTiles = Number(VIEW_TILES);
const corner = CITY_CORNER;
const positions = positionsAt(0, Number(VEHICLES), makeStreets());

const counts = { vehicles: 0, segments: 0, bytes: 0, vehicleBytes: 0, messages: 0, gaps: 0 };
/** Clients whose whole state is kept and compared; the others only count and check the order. */
const WHOLE_EVERY = 50;

interface Held {
  epoch: number;
  seqs: Map<string, number>;
}

/** Counts a message without taking its vehicles apart, and says how many frames did not follow. */
function countMessage(message: Message, held: Held): void {
  if (message.epoch !== held.epoch) held.seqs.clear();
  held.epoch = message.epoch;
  counts.messages += 1;
  for (const { layer, kind, tile, seq, body } of message.frames) {
    const key = `${layer} ${tileKey(tile)}`;
    if (kind === "delta" && held.seqs.get(key) !== seq - 1) counts.gaps += 1;
    held.seqs.set(key, seq);
    if (kind !== "delta") continue;
    const items = new DataView(body.buffer, body.byteOffset).getUint16(0, true);
    if (layer === "vehicles") counts.vehicles += items;
    else counts.segments += items;
    if (layer === "vehicles") counts.vehicleBytes += body.byteLength + FRAME_HEAD;
  }
}
const FRAME_HEAD = 20;

function viewOf(index: number) {
  const places = CITY_TILES - viewTiles + 1;
  const minX = corner.x + (index % places);
  const maxY = corner.y - (Math.floor(index / places) % places);
  return { z: DETAIL_TILE_ZOOM, minX, maxX: minX + viewTiles - 1, minY: maxY - viewTiles + 1, maxY };
}

interface Member {
  client: LiveClient;
  held: Held;
  isWhole: boolean;
  backAt: number | null;
  /** Vehicles that drive in its view, always the same ones. */
  expected: number;
}

const members: Member[] = [];
let killedAt: number | null = null;

for (let index = 0; index < Number(CLIENTS); index += 1) {
  const number = Number(FIRST) + index;
  const isWhole = index % WHOLE_EVERY === 0;
  const held: Held = { epoch: -1, seqs: new Map() };
  const client = connectLiveClient(url, {
    headers: { authorization: `Bearer ${TOKEN}` },
    isReconnecting: true,
    isTaking: isWhole,
    onMessage: (message, bytes) => {
      counts.bytes += bytes;
      const isNew = message.epoch !== held.epoch;
      countMessage(message, held);
      if (killedAt !== null && isNew && member.backAt === null) member.backAt = Date.now();
    },
  });
  const tiles = viewOf(number);
  const expected = positions.filter(({ lon, lat }) => isInRange(tileAt([lon, lat], DETAIL_TILE_ZOOM), tiles));
  const member: Member = { client, held, isWhole, backAt: null, expected: expected.length };
  client.socket.on("connect", () => void client.watch({ layers: ["vehicles", "segments"], tiles }));
  members.push(member);
}

const whole = () => members.filter(({ isWhole }) => isWhole);

function report() {
  return {
    ...counts,
    watching: members.filter(({ held }) => held.epoch !== -1).length,
    back: members.filter(({ backAt }) => backAt !== null).length,
    lastBackMs: Math.max(0, ...members.map(({ backAt }) => (backAt ?? 0) - (killedAt ?? 0))),
    wholeGaps: members.reduce((sum, { client }) => sum + client.gaps, 0),
    compared: whole().length,
    duplicates: whole().reduce(
      (sum, { client, expected }) => sum + Math.max(0, client.city.fleet.size - expected),
      0,
    ),
    missing: whole().reduce(
      (sum, { client, expected }) => sum + Math.max(0, expected - client.city.fleet.size),
      0,
    ),
  };
}

process.on("message", (order: { killedAt?: number }) => {
  if (order.killedAt !== undefined) killedAt = order.killedAt;
  process.send?.(report());
});
process.send?.({ listening: true });
