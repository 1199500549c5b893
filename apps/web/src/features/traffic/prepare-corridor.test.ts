import { describe, expect, it } from "vitest";
import { type CorridorPiece, prepareCorridor } from "./prepare-corridor.ts";

function piece(id: string, lengthM: number, part: CorridorPiece["part"], from = id): CorridorPiece {
  return { id, lengthM, part, from, congestionClass: "severe" };
}

describe("the road of a queue", () => {
  const road = [
    piece("a", 200, "behind"),
    piece("b", 300, "queue"),
    piece("c", 300, "queue"),
    piece("d", 200, "ahead"),
  ];

  it("runs in the direction of travel, with the head to the right of the tail", () => {
    const corridor = prepareCorridor(road, 450);
    expect(corridor?.headAt).toBeCloseTo(0.8, 9);
    expect(corridor?.tailAt).toBeCloseTo(0.35, 9);
    expect(corridor?.pieces.map(({ share }) => share)).toEqual([0.2, 0.3, 0.3, 0.2]);
  });

  it("names junctions where there is room, and not the edge of the drawing", () => {
    expect(prepareCorridor(road, 450)?.junctions).toEqual([
      { at: 0.2, name: "b" },
      { at: 0.5, name: "c" },
      { at: 0.8, name: "d" },
    ]);
    const short = [piece("a", 900, "behind"), piece("b", 50, "queue"), piece("c", 50, "queue")];
    expect(prepareCorridor(short, 100)?.junctions).toEqual([{ at: 0.9, name: "b" }]);
  });

  it("never begins before the drawing, and is nothing without a queue on it", () => {
    expect(prepareCorridor(road, 5_000)?.tailAt).toBe(0);
    expect(prepareCorridor([piece("a", 10, "behind")], 5)).toBeNull();
  });
});
