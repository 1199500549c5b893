import { expect, it } from "vitest";
import { mapMeanwhile } from "./map-meanwhile.ts";

it("says that the map is frozen only where it is", () => {
  expect(mapMeanwhile(false, "lost")).toBe("frozen");
  expect(mapMeanwhile(true, "lost")).toBe("replayed");
  expect(mapMeanwhile(false, "live")).toBeNull();
  expect(mapMeanwhile(true, "live")).toBeNull();
});
