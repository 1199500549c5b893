import { describe, expect, it } from "vitest";
import { ENGLISH } from "../../i18n/messages.ts";
import { describeFinding } from "./describe-finding.ts";

const words = ENGLISH.devices.faults;

describe("a finding in words", () => {
  it("writes shares as percent and names the limit", () => {
    const finding = { quantity: "occupancy", value: 1, limit: 0.95, relation: "above" as const };
    expect(describeFinding(finding, words)).toBe("Occupancy 100 %, limit 95 %");
  });

  it("keeps a decimal of small numbers", () => {
    const finding = { quantity: "effectiveLengthM", value: 1.634, limit: 2.5, relation: "below" as const };
    expect(describeFinding(finding, words)).toBe("Length covered per vehicle 1.6 m, at least 2.5 m");
  });

  it("falls back to the quantity's own name", () => {
    const finding = { quantity: "counts.rickshaw", value: 3, limit: 2, relation: "above" as const };
    expect(describeFinding(finding, words)).toContain("counts.rickshaw 3");
  });
});
