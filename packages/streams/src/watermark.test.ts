import { describe, expect, it } from "vitest";
import { createWatermark } from "./watermark.ts";

describe("watermark", () => {
  it("stays a bounded time behind the newest record and never goes back", () => {
    const watermark = createWatermark({ outOfOrdernessMs: 3, idleMs: 10 });
    expect(watermark.current()).toBe(Number.NEGATIVE_INFINITY);
    watermark.observe(100, 100);
    watermark.observe(90, 101);
    expect(watermark.current()).toBe(97);
  });

  it("takes a record from the future as from now", () => {
    const watermark = createWatermark({ outOfOrdernessMs: 3, idleMs: 10 });
    watermark.observe(5_000, 100);
    expect(watermark.current()).toBe(97);
  });

  it("follows the clock when records stop", () => {
    const watermark = createWatermark({ outOfOrdernessMs: 3, idleMs: 10 });
    watermark.observe(100, 101);
    watermark.tick(110);
    expect(watermark.current()).toBe(97);
    watermark.tick(200);
    expect(watermark.current()).toBe(200 - 1 - 10 - 3);
  });

  it("keeps its distance to the clock in a replay of old records", () => {
    const watermark = createWatermark({ outOfOrdernessMs: 0, idleMs: 10 });
    watermark.observe(100, 1_000_000);
    watermark.tick(1_000_050);
    expect(watermark.current()).toBe(140);
  });

  it("stands still while nobody watches", () => {
    const watermark = createWatermark({ outOfOrdernessMs: 0, idleMs: 10 });
    watermark.observe(100, 100);
    watermark.resume(5_000);
    watermark.tick(5_005);
    expect(watermark.current()).toBe(100);
    watermark.tick(5_030);
    expect(watermark.current()).toBe(120);
    watermark.observe(130, 5_031);
    expect(watermark.current()).toBe(130);
  });
});
