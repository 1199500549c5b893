import { expect, test } from "vitest";
import { scaleBar } from "./scale-bar.ts";

test.each([
  [11, "1 km", 91],
  [6, "500 m", 83],
  [1, "100 m", 100],
  [0.3, "20 m", 67],
  [60, "5 km", 83],
])("at %d m a px the bar says %s", (metresPerPx, label, widthPx) => {
  expect(scaleBar(metresPerPx)).toEqual({ label, widthPx });
});
