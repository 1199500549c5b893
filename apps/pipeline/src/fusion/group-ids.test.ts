import { expect, it } from "vitest";
import { createGroupIds } from "./group-ids.ts";

it("keeps a group's name while its members change", () => {
  const { assign } = createGroupIds("slow");
  expect(assign([["a", "b"], ["x"]])).toEqual(["slow:a", "slow:x"]);
  expect(
    assign([
      ["x", "y"],
      ["b", "c"],
    ]),
  ).toEqual(["slow:x", "slow:a"]);
  expect(assign([["c"]])).toEqual(["slow:a"]);
});

it("gives the name to the group that shares most, and to one alone", () => {
  const { assign } = createGroupIds("slow");
  assign([["a", "b", "c"], ["x"]]);
  expect(assign([["x", "b", "c"]])).toEqual(["slow:a"]);
  // A group falls apart: the first part keeps the name.
  expect(assign([["b"], ["c"]])).toEqual(["slow:a", "slow:c"]);
});

it("takes no name that a group has or had just before", () => {
  const { assign } = createGroupIds("slow");
  assign([["a", "b"]]);
  expect(assign([["b"], ["a"]])).toEqual(["slow:a", "slow:a:2"]);
  expect(assign([])).toEqual([]);
  expect(assign([["a"]])).toEqual(["slow:a"]);
});
