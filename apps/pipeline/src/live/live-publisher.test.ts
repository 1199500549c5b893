import type { LiveDevice } from "@arterial/domain/live/frame";
import { createManualClock } from "@arterial/runtime/clock";
import type { LiveMessage } from "@arterial/streams/live-store";
import { createMemoryLiveStore } from "@arterial/streams/memory-live-store";
import { expect, it } from "vitest";
import { createLivePublisher } from "./live-publisher.ts";

const device = (id: string): LiveDevice => ({ id, kind: "air", ts: 1, receivedAt: 1, values: {} });

it("sends changes at once, and the whole state for late joiners at most every five seconds", async () => {
  const clock = createManualClock(1_000);
  const store = createMemoryLiveStore();
  const sent: LiveMessage[] = [];
  await store.subscribe("live/", (message) => sent.push(message));
  const publisher = createLivePublisher({ store, clock });
  const sendAndFlush = async (...changed: LiveDevice[]) => {
    await publisher.devices(changed);
    await publisher.flushStates();
  };
  await sendAndFlush(device("a"));
  await sendAndFlush(device("b"));
  await clock.advance(4_999);
  await sendAndFlush();
  await clock.advance(1);
  await sendAndFlush();
  await clock.advance(5_000);
  await sendAndFlush();
  const summary = sent.map(({ key, value }) => [
    key,
    (value as { devices: LiveDevice[] }).devices.map((d) => d.id),
  ]);
  expect(summary).toEqual([
    [null, ["a"]],
    ["state", ["a"]],
    [null, ["b"]],
    ["state", ["a", "b"]],
  ]);
});

it("stamps frames with the pipeline's clock and keeps figures for late joiners", async () => {
  const store = createMemoryLiveStore();
  const publisher = createLivePublisher({ store, clock: createManualClock(7) });
  await publisher.figures([]);
  expect(store.latest("live/figures", "state")).toEqual({ at: 7, figures: [] });
});
