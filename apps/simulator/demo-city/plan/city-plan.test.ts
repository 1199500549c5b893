import { beforeAll, describe, expect, it } from "vitest";
import { buildCityPlan, type CityPlan, type PlanEdge } from "./city-plan.ts";
import { distance, lineLength, type Point } from "./geometry.ts";
import { planToLonLat } from "./projection.ts";

let plan: CityPlan;
beforeAll(() => {
  plan = buildCityPlan();
});

function reachable(
  start: string,
  next: (edge: PlanEdge) => readonly [from: string, to: string],
): Set<string> {
  const seen = new Set([start]);
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const edge of plan.edges) {
      const [from, to] = next(edge);
      if (from === at && !seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
    }
  }
  return seen;
}

describe("the plan of Lindhaven", () => {
  it("is a city of 700 to 1,000 directed edges and about 100 signals", () => {
    expect(plan.edges.length).toBeGreaterThanOrEqual(700);
    expect(plan.edges.length).toBeLessThanOrEqual(1000);
    const signals = plan.nodes.filter((node) => node.control === "signal").length;
    expect(signals).toBeGreaterThanOrEqual(90);
    expect(signals).toBeLessThanOrEqual(120);
  });

  it("has every class of the hierarchy", () => {
    for (const roadClass of ["motorway", "primary", "secondary", "residential"]) {
      expect(plan.edges.filter((edge) => edge.roadClass === roadClass).length).toBeGreaterThan(90);
    }
  });

  it("can be driven from anywhere to anywhere", () => {
    const start = plan.nodes.find((node) => node.control !== "dead_end")?.id ?? "";
    expect(reachable(start, (edge) => [edge.from, edge.to]).size).toBe(plan.nodes.length);
    expect(reachable(start, (edge) => [edge.to, edge.from]).size).toBe(plan.nodes.length);
  });

  it("gives every edge a name, its own id and lines that end on its junctions", () => {
    const nodes = new Map(plan.nodes.map((node) => [node.id, node.point]));
    expect(new Set(plan.edges.map((edge) => edge.id)).size).toBe(plan.edges.length);
    for (const edge of plan.edges) {
      expect(edge.name).not.toBe("");
      expect(distance(edge.line[0] as Point, nodes.get(edge.from) as Point)).toBeLessThan(20);
      expect(distance(edge.line.at(-1) as Point, nodes.get(edge.to) as Point)).toBeLessThan(20);
    }
  });

  it("pairs the two directions of a road", () => {
    const edges = new Map(plan.edges.map((edge) => [edge.id, edge]));
    for (const edge of plan.edges.filter((e) => !e.isRamp)) {
      const opposite = edges.get(edge.oppositeId ?? "");
      expect(opposite?.oppositeId).toBe(edge.id);
      expect(Math.abs(lineLength(edge.line) - lineLength(opposite?.line ?? []))).toBeLessThan(12);
    }
  });

  it("has no edge so short that a vehicle jumps over it in a second", () => {
    for (const edge of plan.edges) expect(lineLength(edge.line)).toBeGreaterThan(60);
  });

  it("has bridges over the Orre on the rings and in the city", () => {
    const bridges = plan.edges.filter((edge) => edge.isBridge);
    expect(new Set(bridges.map((edge) => edge.name)).size).toBeGreaterThanOrEqual(7);
    expect(bridges.filter((edge) => edge.ref === "R1").length).toBe(4);
  });

  it("lies in open water near 54.6 N 10.85 E", () => {
    for (const node of plan.nodes) {
      const [lon, lat] = planToLonLat(node.point);
      expect(lon).toBeGreaterThan(10.76);
      expect(lon).toBeLessThan(10.94);
      expect(lat).toBeGreaterThan(54.555);
      expect(lat).toBeLessThan(54.645);
    }
  });

  it("is drawn the same each time", () => {
    expect(buildCityPlan()).toEqual(plan);
  });
});
