import { expect, it } from "vitest";
import { interpolateSurface } from "./interpolate.ts";

const OPTIONS = { cellM: 100, reachM: 1000 };
const station = (lon: number, value: number) => ({ lon, lat: 54.6, value });
/** Value of the cell nearest to a place. */
function at(cells: ReturnType<typeof interpolateSurface>, lon: number): number | undefined {
  return [...cells].sort(
    (a, b) => Math.hypot(a.at[0] - lon, a.at[1] - 54.6) - Math.hypot(b.at[0] - lon, b.at[1] - 54.6),
  )[0]?.value;
}

it("gives each station about its own value, and between them one between theirs", () => {
  const cells = interpolateSurface([station(10.8, 10), station(10.81, 30)], OPTIONS);
  expect(at(cells, 10.8)).toBeLessThan(13);
  expect(at(cells, 10.81)).toBeGreaterThan(27);
  expect(at(cells, 10.805)).toBeCloseTo(20, -1);
  expect(cells.every(({ value }) => value > 9.999 && value < 30.001)).toBe(true);
});

it("ends where no station reaches", () => {
  const cells = interpolateSurface([station(10.8, 10), station(10.9, 30)], OPTIONS);
  const lons = cells.map(({ at: [lon] }) => lon);
  expect(lons.some((lon) => lon > 10.82 && lon < 10.88)).toBe(false);
  expect(cells.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
});

it("knows nothing without stations", () => {
  expect(interpolateSurface([], OPTIONS)).toEqual([]);
});
