import { DEVICE_KINDS } from "@arterial/domain/device-kind";
import { expect, it } from "vitest";
import { MAP_LAYERS } from "../live-map-props.ts";
import { DEVICE_LAYERS } from "./device-layers.ts";

it("draws every kind of device; vehicles are on the canvas above", () => {
  const drawn = DEVICE_LAYERS.map(({ kind }) => kind).sort();
  expect(drawn).toEqual(DEVICE_KINDS.filter((kind) => kind !== "vehicle").sort());
});

it("has a switch for every layer of devices", () => {
  for (const { id } of DEVICE_LAYERS) expect(MAP_LAYERS).toContain(id);
});
