import { expect, it } from "vitest";
import { firstView } from "./first-view.ts";

const CITY = [10.78, 54.57, 10.92, 54.63] as const;
const SIZE = { widthPx: 1_024, heightPx: 600 };

it("shows the whole city at the zoom at which it fits", () => {
  const { bounds, zoom } = firstView({ viewport: null, city: CITY, ...SIZE });
  expect(bounds).toEqual(CITY);
  // 0.14 degrees are 1,024 px wide at 12.33, 0.06 degrees at this latitude 600 px high at 12.
  expect(zoom).toBeCloseTo(11.996, 2);
});

it("shows what a kept view does", () => {
  const viewport = { center: [10.85, 54.6] as const, zoom: 15 };
  const { bounds, zoom } = firstView({ viewport, city: CITY, ...SIZE });
  expect(zoom).toBe(15);
  const [west, south, east, north] = bounds;
  expect(east - west).toBeCloseTo(360 / 2 ** 14, 6);
  expect((west + east) / 2).toBeCloseTo(10.85, 6);
  expect((south + north) / 2).toBeCloseTo(54.6, 6);
  expect((north - south) / (east - west)).toBeCloseTo((600 / 1_024) * Math.cos((54.6 * Math.PI) / 180), 4);
});
