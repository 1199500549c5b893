import { decodeVehicles } from "@arterial/api/live/vehicle-codec";
import type { VehiclePosition } from "@arterial/domain/live/frame";
import { describe, expect, test } from "vitest";
import { ItemLayer } from "./item-layer.ts";
import { VehicleLayer } from "./vehicle-layer.ts";

describe("a layer of items", () => {
  test("passes on only what changed, numbered one by one", () => {
    const layer = new ItemLayer<{ id: string; value: number }>();
    expect(layer.takeChanges(1, [{ id: "a", value: 1 }])).toMatchObject({ kind: "delta", seq: 1 });
    expect(layer.takeChanges(2, [{ id: "a", value: 1 }])).toBeNull();
    const both = [
      { id: "a", value: 1 },
      { id: "b", value: 2 },
    ];
    expect(layer.takeChanges(3, both)).toEqual({
      kind: "delta",
      seq: 2,
      at: 3,
      items: [{ id: "b", value: 2 }],
    });
    expect(layer.snapshot()).toEqual({ kind: "snapshot", seq: 2, at: 3, items: both });
  });

  test("tells of a whole state as a delta, and as a snapshot when something left", () => {
    const layer = new ItemLayer<{ id: string; value: number }>();
    const a = { id: "a", value: 1 };
    expect(layer.takeWhole(1, [a, { id: "b", value: 1 }], false)).toMatchObject({ kind: "delta" });
    expect(layer.takeWhole(2, [a, { id: "b", value: 1 }], false)).toBeNull();
    expect(layer.takeWhole(3, [a], false)).toEqual({ kind: "snapshot", seq: 2, at: 3, items: [a] });
  });

  test("keeps the order of a list that is ordered", () => {
    const layer = new ItemLayer<{ id: string }>();
    layer.takeWhole(1, [{ id: "a" }, { id: "b" }], true);
    const message = layer.takeWhole(2, [{ id: "b" }, { id: "a" }], true);
    expect(message?.items.map(({ id }) => id)).toEqual(["b", "a"]);
  });
});

describe("the layer of vehicles", () => {
  const T = 1_800_000_000_000;
  const vehicle = (id: string, ts = T): VehiclePosition => ({
    id,
    ts,
    lon: 11,
    lat: 54.6,
    speedKmh: 30,
    headingDeg: 90,
    segmentId: null,
  });

  test("gives each vehicle one short number for as long as it is there", () => {
    const layer = new VehicleLayer();
    const first = decodeVehicles(layer.take({ at: T, vehicles: [vehicle("a"), vehicle("b")], gone: [] }));
    const second = decodeVehicles(layer.take({ at: T + 1, vehicles: [vehicle("b")], gone: ["a"] }));
    const [a, b] = first?.vehicles.map(({ handle }) => handle) ?? [];
    expect(second).toMatchObject({ seq: 2, gone: [a] });
    expect(second?.vehicles.map(({ handle }) => handle)).toEqual([b]);
    expect(decodeVehicles(layer.snapshot())).toMatchObject({ kind: "snapshot", seq: 2, gone: [] });
    expect(layer.size).toBe(1);
  });

  test("drops a vehicle that nobody said was gone after a minute of silence", () => {
    const layer = new VehicleLayer();
    layer.take({ at: T, vehicles: [vehicle("a")], gone: [] });
    const later = decodeVehicles(
      layer.take({ at: T + 61_000, vehicles: [vehicle("b", T + 61_000)], gone: [] }),
    );
    expect(later?.gone).toHaveLength(1);
    expect(layer.size).toBe(1);
  });
});
