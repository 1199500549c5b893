import { describe, expect, it } from "vitest";
import { createFaultFilter } from "./sensor-faults.ts";

describe("createFaultFilter", () => {
  const filter = createFaultFilter([
    { deviceId: "silent", fault: "dead" },
    { deviceId: "same", fault: "stuck" },
    { deviceId: "loud", fault: "chatter" },
  ]);

  it("lets healthy devices send what they measured", () => {
    expect(filter("well", { ts: 1, count: 4 })).toEqual({ ts: 1, count: 4 });
  });

  it("keeps a dead device silent", () => {
    expect(filter("silent", { ts: 1, count: 4 })).toBeUndefined();
  });

  it("makes a stuck device repeat its first reading at new times", () => {
    filter("same", { ts: 1, count: 4 });
    expect(filter("same", { ts: 2, count: 9 })).toEqual({ ts: 2, count: 4 });
  });

  it("makes a chattering loop count too much, the same way each time", () => {
    const sent = filter("loud", { ts: 60_000, count: 4 });
    expect(sent?.count).toBeGreaterThanOrEqual(12);
    expect(filter("loud", { ts: 60_000, count: 4 })).toEqual(sent);
  });
});
