import { expect, it } from "vitest";
import { emptyFigures } from "./empty-figures.ts";

it("awaits figures while live, and says of a moment of which nothing was recorded that nothing is known", () => {
  expect(emptyFigures("live", "idle")).toBe("waiting");
  expect(emptyFigures("replay", "loading")).toBe("waitingThen");
  for (const status of ["missing", "ended", "failed", "forbidden", "ready"] as const) {
    expect(emptyFigures("replay", status)).toBe("notKnownThen");
  }
});
