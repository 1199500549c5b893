import { expect, test } from "vitest";
import type { MapDevice } from "../live-map-props.ts";
import { devicesAround, FEW_DEVICES } from "./devices-around.ts";

const VIEW = [10, 54, 11, 55] as const;

function row(count: number): MapDevice[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `air-${index}`,
    kind: "air",
    name: "",
    lon: 9 + (3 * index) / count,
    lat: 54.5,
    expectedIntervalS: 60,
  }));
}

test("few devices are all prepared, so that a pan changes nothing", () => {
  expect(devicesAround(row(FEW_DEVICES), VIEW)).toHaveLength(FEW_DEVICES);
});

test("of many only those in the view and half a view beside it", () => {
  const around = devicesAround(row(3 * FEW_DEVICES), VIEW);
  expect(around).toHaveLength(2 * FEW_DEVICES + 1);
  expect([around[0]?.lon, around.at(-1)?.lon]).toEqual([9.5, 11.5]);
});
