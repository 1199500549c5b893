import { describe, expect, it } from "vitest";
import { groupHits } from "./group-hits.ts";

describe("groupHits", () => {
  it("lists types in a fixed order and leaves out empty ones", () => {
    const hits = [
      { type: "device" as const, id: "d" },
      { type: "street" as const, id: "s" },
    ];
    expect(groupHits(hits).map((group) => group.type)).toEqual(["street", "device"]);
  });
});
