import { expect, it } from "vitest";
import { arrivedMessage } from "../testing/messages.ts";
import { createDropRepeatStep } from "./drop-repeat.ts";
import { readingIdentity } from "./reading-identity.ts";
import { createRepeatCache } from "./repeat-cache.ts";

it("drops a repeat, and says when its original is safe", () => {
  const dropRepeat = createDropRepeatStep(createRepeatCache(10));
  const safe = new Promise<void>(() => {});
  const first = arrivedMessage("air", { ts: 1, pm25: 1 }, { safe });
  expect(dropRepeat(first).type).toBe("ok");
  expect(dropRepeat(arrivedMessage("air", { ts: 1, pm25: 1 }))).toEqual({
    type: "drop",
    reason: "repeat",
    until: safe,
  });
  expect(dropRepeat(arrivedMessage("air", { ts: 2, pm25: 1 })).type).toBe("ok");
});

it.each([
  ["devices", arrivedMessage("air", { ts: 1, pm25: 1 }, { deviceId: "air-2" })],
  ["times", arrivedMessage("air", { ts: 2, pm25: 1 })],
  ["running numbers", arrivedMessage("air", { ts: 1, seq: 0, pm25: 1 })],
  ["kinds", arrivedMessage("weather", { ts: 1, temperatureC: 1 }, { deviceId: "air-1" })],
])("tells readings of different %s apart", (_what, other) => {
  const reading = arrivedMessage("air", { ts: 1, pm25: 1 });
  expect(readingIdentity(other.observation)).not.toBe(readingIdentity(reading.observation));
});

it("tells lanes, bays and vehicles of one device and instant apart", () => {
  const identities = [
    arrivedMessage("traffic", { ts: 1, lane: 0, speedKmh: 1 }),
    arrivedMessage("traffic", { ts: 1, lane: 1, speedKmh: 1 }),
    arrivedMessage("traffic", { ts: 1, speedKmh: 1 }),
    arrivedMessage("parking", { ts: 1, bay: "a", isOccupied: true }),
    arrivedMessage("parking", { ts: 1, bay: "b", isOccupied: true }),
    arrivedMessage("vehicle", { ts: 1, id: "v1", lon: 1, lat: 1, speedKmh: 1 }),
    arrivedMessage("vehicle", { ts: 1, id: "v2", lon: 1, lat: 1, speedKmh: 1 }),
  ].map((message) => readingIdentity(message.observation));
  expect(new Set(identities).size).toBe(identities.length);
});

it("remembers at least its capacity and at most twice as much", () => {
  const cache = createRepeatCache(100);
  const safe = Promise.resolve();
  for (let n = 0; n < 1_000; n++) expect(cache.claim(String(n), safe)).toBeUndefined();
  expect(cache.size()).toBeLessThanOrEqual(200);
  for (let n = 900; n < 1_000; n++) expect(cache.claim(String(n), safe)).toBe(safe);
});
