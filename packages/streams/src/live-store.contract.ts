import { describe, expect, it } from "vitest";
import type { LiveMessage, LiveStore } from "./live-store.ts";

/** Opens two views of one fresh live store: where it is written and where it is read (they may be the same). */
export type OpenLiveStore = () => Promise<{
  writer: LiveStore;
  reader: LiveStore;
  close: () => Promise<void>;
}>;

/** Collects messages and waits for the n-th. */
function collect() {
  const messages: LiveMessage[] = [];
  const waiters: { count: number; resolve: () => void }[] = [];
  return {
    messages,
    handler: (message: LiveMessage) => {
      messages.push(message);
      for (const waiter of waiters) if (messages.length >= waiter.count) waiter.resolve();
    },
    atLeast: (count: number) =>
      new Promise<void>((resolve) => {
        if (messages.length >= count) resolve();
        else waiters.push({ count, resolve });
      }),
  };
}

/** What every live store must do; run it against each adapter. */
export function describeLiveStore(name: string, open: OpenLiveStore): void {
  describe(`${name} as a live store`, () => {
    it("delivers events in order to who listens", async () => {
      const { writer, reader, close } = await open();
      const seen = collect();
      await reader.subscribe("live/", seen.handler);
      await writer.publish("live/vehicles", null, { at: 1 });
      await writer.publish("live/vehicles", null, { at: 2 });
      await seen.atLeast(2);
      expect(seen.messages).toEqual([
        { channel: "live/vehicles", key: null, value: { at: 1 } },
        { channel: "live/vehicles", key: null, value: { at: 2 } },
      ]);
      await close();
    });

    it("gives a late listener the newest state of each key, and no old events", async () => {
      const { writer, reader, close } = await open();
      await writer.publish("live/segments", "state", { at: 1 });
      await writer.publish("live/segments", "state", { at: 2 });
      await writer.publish("live/vehicles", null, { at: 3 });
      const seen = collect();
      await reader.subscribe("live/", seen.handler);
      await seen.atLeast(1);
      await writer.publish("live/heartbeat", null, { at: 4 });
      await seen.atLeast(2);
      expect(seen.messages.map((m) => m.value)).toEqual([{ at: 2 }, { at: 4 }]);
      expect(reader.latest("live/segments", "state")).toEqual({ at: 2 });
      await close();
    });

    it("keeps channels apart and stops when told", async () => {
      const { writer, reader, close } = await open();
      const seen = collect();
      const all = collect();
      const stop = await reader.subscribe("live/figures", seen.handler);
      await reader.subscribe("live/", all.handler);
      await writer.publish("live/abnormal", null, { n: 1 });
      await writer.publish("live/figures", null, { n: 2 });
      await all.atLeast(2);
      await stop();
      await writer.publish("live/figures", null, { n: 3 });
      await all.atLeast(3);
      expect(seen.messages.map((m) => m.value)).toEqual([{ n: 2 }]);
      await close();
    });

    it("carries keys of any characters", async () => {
      const { writer, reader, close } = await open();
      const seen = collect();
      await reader.subscribe("live/", seen.handler);
      await writer.publish("live/devices", "a/b #+%é", { n: 1 });
      await seen.atLeast(1);
      expect(seen.messages[0]?.key).toBe("a/b #+%é");
      await close();
    });
  });
}
