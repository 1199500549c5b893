import { expect, it } from "vitest";
import { formatRoutePoints, MAX_ROUTE_POINTS, parseRoutePoints } from "./route-points.ts";
import { routePointsSchema } from "./route-points-schema.ts";

it("writes points so that an address can carry them as they are, and reads them again", () => {
  const text = formatRoutePoints([
    [10.8468, 54.59441234],
    [-0.5, -33],
  ]);
  expect(text).toBe("10.8468_54.59441~-0.5_-33");
  expect(encodeURIComponent(text)).toBe(text);
  expect(parseRoutePoints(text)).toEqual([
    [10.8468, 54.59441],
    [-0.5, -33],
  ]);
});

it.each(["", "1_2", "1_2~", "1_2~3", "1_2~3_x", "1_2~3_4_5", "1_2~200_3", "1_2~_3", "1_2~3_91"])(
  "takes %j for no route",
  (text) => {
    expect(parseRoutePoints(text)).toBeNull();
    expect(routePointsSchema.safeParse(text).success).toBe(false);
  },
);

it("takes no more points than a route may have", () => {
  const points = (count: number) => Array.from({ length: count }, () => "1_2").join("~");
  expect(parseRoutePoints(points(MAX_ROUTE_POINTS))).toHaveLength(MAX_ROUTE_POINTS);
  expect(parseRoutePoints(points(MAX_ROUTE_POINTS + 1))).toBeNull();
});
