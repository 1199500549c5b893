import { expect, it } from "vitest";
import { listedLayers, onlyRows } from "./only-rows.ts";
import type { MapRow } from "./prepare-map-rows.ts";

const rows = [
  { type: "segment", id: "quayside-05-out" },
  { type: "device", id: "camera-01", device: { kind: "camera" } },
  { type: "device", id: "air-01", device: { kind: "air" } },
] as unknown as MapRow[];
const idsOf = (only: Parameters<typeof onlyRows>[1]) => onlyRows(rows, only).map(({ id }) => id);

it("narrows the table to devices, or to cameras", () => {
  expect(idsOf(null)).toEqual(["quayside-05-out", "camera-01", "air-01"]);
  expect(idsOf("devices")).toEqual(["camera-01", "air-01"]);
  expect(idsOf("cameras")).toEqual(["camera-01"]);
});

it("lists cameras that are asked for, whether the map shows them or not", () => {
  const layers = new Set(["air"] as const);
  expect([...listedLayers(layers, "cameras")]).toEqual(["air", "cameras"]);
  expect(listedLayers(layers, "devices")).toBe(layers);
  expect(listedLayers(layers, null)).toBe(layers);
});
