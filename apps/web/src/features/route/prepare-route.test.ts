import { expect, it } from "vitest";
import {
  boundsOfPieces,
  boundsOfRoute,
  endsOf,
  minutesSeries,
  type NamedPiece,
  signOf,
  typicalMinutes,
  wayBack,
} from "./prepare-route.ts";

const piece = (name: string, line: NamedPiece["line"] = []): NamedPiece => ({ segmentId: name, name, line });

it("is called by the first and the last street with a name", () => {
  expect(endsOf(["", "Mint Street", "", "Quay", ""].map((name) => piece(name)))).toEqual({
    from: "Mint Street",
    to: "Quay",
  });
  expect(endsOf([piece("")])).toBeNull();
});

it("lies within its pieces", () => {
  expect(
    boundsOfPieces([
      piece("a", [
        [11, 54],
        [12, 55],
      ]),
      piece("b", [[10, 54.5]]),
    ]),
  ).toEqual([10, 54, 12, 55]);
});

it("lies around its points before its way is known", () => {
  expect(boundsOfRoute("11_54~10_55")).toEqual([10, 54, 11, 55]);
  expect(boundsOfRoute("x")).toBeNull();
});

it("is charted in minutes, with a gap where too little is known", () => {
  expect(
    minutesSeries([
      { at: 1, seconds: 90 },
      { at: 2, seconds: null },
    ]),
  ).toEqual([
    { at: 1, value: 1.5 },
    { at: 2, value: null },
  ]);
  expect(typicalMinutes([{ startAt: 5, p15: 60, p50: 90, p85: 120 }])).toEqual([
    { startAt: 5, p15: 1, p50: 1.5, p85: 2 },
  ]);
});

it("signs what is more or less than free flow", () => {
  expect([65, -20, 0.2].map(signOf)).toEqual(["+", "−", ""]);
});

it("turns around", () => {
  expect(wayBack("1_2~3_4~5_6")).toBe("5_6~3_4~1_2");
});
