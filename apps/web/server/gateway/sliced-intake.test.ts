import { setImmediate as nextTurn } from "node:timers/promises";
import { LIVE_CHANNELS, type LiveDevice } from "@arterial/domain/live/frame";
import { createManualClock } from "@arterial/runtime/clock";
import { beforeEach, expect, it } from "vitest";
import { LiveHub } from "./live-hub.ts";
import { createPlaces } from "./places.ts";
import { ITEMS_PER_SLICE } from "./sliced-intake.ts";
import { Watcher } from "./watcher.ts";

const COUNT = 8 * ITEMS_PER_SLICE;

const device = (index: number, pm25 = 5): LiveDevice => ({
  id: `sensor-${index}`,
  kind: "air",
  ts: pm25,
  receivedAt: pm25,
  values: { pm25 },
});
const allDevices = () => Array.from({ length: COUNT }, (_, index) => device(index));

let bad: string[];
let hub: LiveHub;
beforeEach(() => {
  bad = [];
  hub = new LiveHub({ clock: createManualClock(0), onBadFrame: (channel) => bad.push(channel) });
  const devices = allDevices().map(({ id, kind }) => ({ id, kind, lon: 10, lat: 54 }));
  hub.setPlaces(createPlaces({ segments: [], devices }));
});

function take(devices: readonly unknown[], key: string | null): void {
  hub.take({ channel: LIVE_CHANNELS.devices, key, value: { at: 1, devices } });
}

const pm25Of = (id: string) => [...hub.devices.items()].find((held) => held.id === id)?.values.pm25;

/** Turns of the event loop until something holds, in each of which a client could have been served. */
async function turnsUntil(isDone: () => boolean): Promise<number> {
  for (let turns = 0; turns < 1_000; turns += 1) {
    if (isDone()) return turns;
    await nextTurn();
  }
  throw new Error("does not come to an end");
}

it("a whole state of many devices leaves others their turns, and who watches gets what is there by then", async () => {
  const watcher = new Watcher(hub);
  watcher.watch({
    layers: ["devices"],
    tiles: null,
    clusterTiles: null,
    items: [{ layer: "devices", id: "sensor-0" }],
  });
  take(allDevices(), "state");
  expect(hub.devices.size).toBe(0);
  await turnsUntil(() => hub.devices.size > 0);
  expect(hub.devices.size).toBeLessThan(COUNT);
  expect(watcher.framesOf(hub.cut().entries)).toHaveLength(1);
  expect(await turnsUntil(() => hub.devices.size === COUNT)).toBeGreaterThanOrEqual(
    COUNT / ITEMS_PER_SLICE - 1,
  );
  expect(watcher.framesOf(hub.cut().entries)).toHaveLength(1);
});

it("a change that comes while a whole state is taken is the newer one", async () => {
  take(allDevices(), "state");
  take([device(0, 99)], null);
  await turnsUntil(() => pm25Of("sensor-0") === 99);
  expect(hub.devices.size).toBe(COUNT);
});

it("what is not in a whole state has left when it was taken", async () => {
  take([device(0), device(1)], null);
  take(allDevices().slice(1), "state");
  await turnsUntil(() => hub.devices.size === COUNT - 1);
  expect(pm25Of("sensor-0")).toBeUndefined();
});

it("a whole state in which one does not fit is left out, and what follows is taken", async () => {
  take([...allDevices(), { id: "sensor-0", kind: "unheard of" }], "state");
  take([device(3, 7)], null);
  await turnsUntil(() => bad.length > 0);
  await turnsUntil(() => hub.devices.size > 0);
  expect({ bad, held: [...hub.devices.items()] }).toEqual({
    bad: [LIVE_CHANNELS.devices],
    held: [device(3, 7)],
  });
});
