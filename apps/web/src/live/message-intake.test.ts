import type { WatchRequest } from "@arterial/api/live/contract";
import { encodeItems } from "@arterial/api/live/item-codec";
import type { Frame, Message } from "@arterial/api/live/message-codec";
import { type Tile, tileAt } from "@arterial/api/live/tile-grid";
import { encodeVehicles } from "@arterial/api/live/vehicle-codec";
import { beforeEach, describe, expect, test } from "vitest";
import { type CityStores, createCityStores } from "./city-stores.ts";
import { MessageIntake } from "./message-intake.ts";

const AT = 1_800_000_000_000;
const WEST = tileAt([11, 54], 13);
const EAST: Tile = { ...WEST, x: WEST.x + 1 };

let city: CityStores;
let intake: MessageIntake;
beforeEach(() => {
  city = createCityStores();
  intake = new MessageIntake(city);
  intake.watch(watching(WEST, EAST));
});

function watching(from: Tile, to: Tile, items: WatchRequest["items"] = []): WatchRequest {
  const tiles = { z: 13, minX: from.x, maxX: to.x, minY: from.y, maxY: to.y };
  return { layers: ["vehicles", "devices"], tiles, clusterTiles: null, items };
}

function devices(
  kind: Frame["kind"],
  seq: number,
  ids: string[],
  more: { tile?: Tile; left?: string[] } = {},
) {
  const items = ids.map((id) => ({ id }));
  const { tile = WEST, left = [] } = more;
  return { layer: "devices" as const, kind, tile, seq, at: AT, body: encodeItems({ items, left }) };
}

function vehicles(
  kind: Frame["kind"],
  seq: number,
  handles: number[],
  more: { tile?: Tile; gone?: number[] } = {},
) {
  const { tile = WEST, gone = [] } = more;
  const list = handles.map((handle) => ({
    handle,
    lon: 11,
    lat: 54,
    speedKmh: 30,
    headingDeg: 0,
    ts: AT + seq,
    segment: null,
  }));
  const body = encodeVehicles(
    { segmentIds: kind === "snapshot" ? [] : null, vehicles: list, gone },
    { tile, at: AT + seq },
  );
  return { layer: "vehicles" as const, kind, tile, seq, at: AT + seq, body };
}

const message = (frames: Frame[], epoch = 1): Message => ({ epoch, tick: 1, at: AT, frames });
const deviceIds = () => [...city.devices.get().items.keys()];
const handles = () => [...city.fleet.drawnAt(AT, true)].map(({ handle }) => handle).sort();

describe("frames of a tile", () => {
  test("a snapshot and the deltas that follow it make the state, told once for each message", () => {
    let told = 0;
    city.devices.subscribe(() => {
      told += 1;
    });
    expect(
      intake.take(message([devices("snapshot", 4, ["a", "b"]), devices("delta", 5, ["c"], { left: ["a"] })])),
    ).toEqual([]);
    expect(deviceIds()).toEqual(["b", "c"]);
    expect(told).toBe(1);
  });

  test("a delta after a missing one, or before any snapshot, is a gap and changes nothing", () => {
    const gap = [{ layer: "devices", tile: WEST }];
    expect(intake.take(message([devices("delta", 1, ["a"])]))).toEqual(gap);
    intake.take(message([devices("snapshot", 4, ["a"])]));
    expect(intake.take(message([devices("delta", 6, ["b"])]))).toEqual(gap);
    expect(deviceIds()).toEqual(["a"]);
  });

  test("a delta that was part of the snapshot already is left out", () => {
    intake.take(message([devices("snapshot", 4, ["a"])]));
    expect(intake.take(message([devices("delta", 4, ["b"])]))).toEqual([]);
    expect(deviceIds()).toEqual(["a"]);
  });

  test("a body that cannot be read is a gap", () => {
    const broken = { ...devices("snapshot", 4, []), body: Uint8Array.of(1, 2) };
    expect(intake.take(message([broken]))).toHaveLength(1);
  });

  test("what two tiles hold stays until both have let it go", () => {
    intake.take(message([devices("snapshot", 1, ["a"]), devices("snapshot", 1, ["a"], { tile: EAST })]));
    intake.take(message([devices("delta", 2, [], { left: ["a"] })]));
    expect(deviceIds()).toEqual(["a"]);
    intake.take(message([devices("delta", 2, [], { tile: EAST, left: ["a"] })]));
    expect(deviceIds()).toEqual([]);
  });
});

describe("the view", () => {
  test("drops what is out of it and does not take frames of it any more", () => {
    intake.take(message([devices("snapshot", 1, ["a"]), devices("snapshot", 1, ["b"], { tile: EAST })]));
    intake.watch(watching(EAST, EAST));
    expect(deviceIds()).toEqual(["b"]);
    expect(intake.take(message([devices("delta", 2, ["a"])]))).toEqual([]);
    expect(deviceIds()).toEqual(["b"]);
  });

  test("keeps an item that is watched by itself", () => {
    intake.take(message([devices("snapshot", 1, ["a"])]));
    intake.watch(watching(EAST, EAST, [{ layer: "devices", id: "a" }]));
    expect(deviceIds()).toEqual(["a"]);
  });
});

describe("vehicles", () => {
  test("one that goes from tile to tile is never gone, in whatever order the tiles tell it", () => {
    intake.take(message([vehicles("snapshot", 1, [1, 2]), vehicles("snapshot", 1, [], { tile: EAST })]));
    intake.take(
      message([vehicles("delta", 2, [], { gone: [1] }), vehicles("delta", 2, [1], { tile: EAST })]),
    );
    expect(handles()).toEqual([1, 2]);
    intake.take(message([vehicles("delta", 3, [1]), vehicles("delta", 3, [], { tile: EAST, gone: [1] })]));
    expect(handles()).toEqual([1, 2]);
    intake.take(message([vehicles("delta", 4, [], { gone: [1] })]));
    expect(handles()).toEqual([2]);
    expect(city.vehicleCount.get()).toBe(1);
  });

  test("another gateway's numbers replace all that was known: nobody is there twice", () => {
    intake.take(message([vehicles("snapshot", 7, [1, 2])]));
    intake.take(message([vehicles("snapshot", 1, [8, 9])], 2));
    expect(handles()).toEqual([8, 9]);
  });
});
