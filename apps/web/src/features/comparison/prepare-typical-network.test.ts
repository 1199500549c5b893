import { expect, it } from "vitest";
import type { TypicalSegment } from "../traffic/use-typical-segments.ts";
import { prepareTypicalNetwork } from "./prepare-typical-network.ts";

function typical(id: string, samples: number): TypicalSegment {
  return { id, ratio: 0.65, congestionClass: "heavy", speedKmh: 30, samples };
}

it("shows what is typical, and no data where nothing is known", () => {
  const network = prepareTypicalNetwork(["a", "b", "c"], [typical("a", 13), typical("b", 6)]);
  expect(network && [...network.states]).toEqual([
    ["a", { congestionClass: "heavy" }],
    ["b", { congestionClass: "heavy" }],
    ["c", { congestionClass: "unknown" }],
  ]);
  expect(network?.basis).toEqual({ known: 2, all: 3, fewestSamples: 6, mostSamples: 13, weeks: 4 });
});

it("counts no segment that the city does not have any more", () => {
  expect(prepareTypicalNetwork(["a"], [typical("gone", 16)])).toBeNull();
  expect(prepareTypicalNetwork(["a"], [typical("a", 8), typical("gone", 99)])?.basis).toMatchObject({
    known: 1,
    mostSamples: 8,
    weeks: 2,
  });
});

it("there is no network before anything is typical", () => {
  expect(prepareTypicalNetwork(["a"], [])).toBeNull();
  expect(prepareTypicalNetwork([], [typical("a", 16)])).toBeNull();
});
