import { describe, expect, it } from "vitest";
import { checkImports, domainOf, type SourceTree } from "./check-imports.ts";
import { readSourceModule } from "./read-imports.ts";

const tree: SourceTree = {
  hasFile: (path) => !path.includes("missing"),
  declaredPackages: (workspace) =>
    new Set(workspace === "" ? ["vitest"] : ["zod", "maplibre-gl", "recharts", "pino"]),
};

function problemsOf(path: string, source: string): string[] {
  return checkImports(path, readSourceModule(path, source), tree);
}

describe("the import table", () => {
  it.each([
    ["packages/domain/src/city/a.ts", `import { z } from "zod";`],
    [
      "packages/domain/src/city/a.test.ts",
      `import { readFileSync } from "node:fs"; import { it } from "vitest";`,
    ],
    ["packages/sumo/src/a.ts", `import { x } from "@arterial/domain/city/network";`],
    ["apps/pipeline/src/domains/air/a.ts", `import { x } from "@arterial/domain/air/observation";`],
    [
      "apps/pipeline/src/fusion/a.ts",
      `import { x } from "../domains/air/a.ts"; import { y } from "../domains/camera/b.ts";`,
    ],
    ["apps/web/src/shell/a.tsx", `import type { AppRouter } from "@arterial/api/root";`],
    ["apps/web/src/live/a.ts", `import { decode } from "@arterial/api/live/vehicle-codec";`],
    [
      "apps/web/server/a.ts",
      `import { x } from "@arterial/db/pool"; import { y } from "@arterial/api/root";`,
    ],
    ["apps/web/src/map/a.ts", `import { Map } from "maplibre-gl";`],
    ["scripts/a.ts", `import { x } from "@arterial/db/pool";`],
  ])("lets %s import what its layer may", (path, source) => {
    expect(problemsOf(path, source)).toEqual([]);
  });

  it.each([
    ["packages/domain/src/a.ts", `import { x } from "@arterial/db/pool";`, "may not import db"],
    ["packages/domain/src/a.ts", `import type { X } from "@arterial/db/pool";`, "may not import db"],
    ["packages/domain/src/a.ts", `type X = import("@arterial/db/pool").X;`, "may not import db"],
    ["packages/domain/src/a.ts", `export const x = await import("@arterial/db/pool");`, "may not import db"],
    ["packages/domain/src/a.ts", `export { x } from "@arterial/db/pool";`, "may not import db"],
    ["packages/domain/src/a.ts", `import { readFileSync } from "node:fs";`, "is pure"],
    ["packages/domain/src/a.ts", `import pino from "pino";`, "may only import zod"],
    ["packages/streams/src/a.ts", `import { x } from "@arterial/domain/reading";`, "may not import domain"],
    ["apps/simulator/src/a.ts", `import { x } from "@arterial/db/pool";`, "may not import db"],
    ["apps/web/src/shell/a.ts", `import { x } from "@arterial/db/pool";`, "through the api only"],
    [
      "apps/web/src/shell/a.ts",
      `import { appRouter } from "@arterial/api/root";`,
      "only types and the live contract",
    ],
    ["apps/web/src/shell/a.ts", `import "maplibre-gl/dist/maplibre-gl.css";`, "draws the map"],
    ["apps/web/src/features/air/a.tsx", `import { Line } from "recharts";`, "draws charts"],
    ["packages/db/src/a.ts", `import { x } from "../../domain/src/a.ts";`, "reaches out of packages/db"],
    ["packages/db/src/a.ts", `import { x } from "./missing.ts";`, "which is no file"],
    ["packages/db/src/a.ts", `import { x } from "@arterial/domain/missing";`, "no door of packages/domain"],
    ["packages/db/src/a.ts", `import x from "left-pad";`, "does not declare"],
    ["packages/new/src/a.ts", `import x from "zod";`, "has no rule"],
    [
      "apps/pipeline/src/domains/air/a.ts",
      `import { x } from "../traffic/b.ts";`,
      "air domain imports the traffic",
    ],
    [
      "packages/api/src/air/a.ts",
      `import { x } from "@arterial/db/timeseries/parking/b";`,
      "imports the parking",
    ],
  ])("refuses %s: %s", (path, source, expected) => {
    expect(problemsOf(path, source).join("\n")).toContain(expected);
  });

  it("names the line of the import", () => {
    expect(problemsOf("packages/domain/src/a.ts", `\n\nimport "node:fs";`)[0]).toMatch(/a\.ts:3: /);
  });
});

describe("domainOf", () => {
  it.each([
    ["packages/domain/src/air/observation.ts", "air"],
    ["packages/api/src/camera.ts", "camera"],
    ["packages/domain/src/city/network.ts", null],
    ["apps/web/src/map/traffic/layer.ts", null],
  ])("finds the domain of %s", (path, expected) => {
    expect(domainOf(path)).toBe(expected);
  });
});
