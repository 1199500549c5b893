import { describe, expect, it } from "vitest";
import { createCollectingPublisher } from "../testing/collected-messages.ts";
import { replayReadings } from "./replay-readings.ts";

async function replay(times: readonly number[], isPaced: boolean) {
  const { publisher, messages } = createCollectingPublisher();
  const waits: number[] = [];
  const readings = times.map((recordedMs, index) => ({
    deviceId: `d${index % 2}`,
    recordedMs,
    values: { index },
  }));
  const sent = await replayReadings({
    kind: "air",
    readings: (async function* () {
      yield* readings;
    })(),
    timeline: { waitFor: async (ms) => void waits.push(ms), tsOf: (ms) => ms },
    publisher,
    signal: new AbortController().signal,
    isPaced,
  });
  await publisher.drained();
  return { sent, waits, messages };
}

describe("replayReadings", () => {
  it("waits before each time and sends what is due together, a message a device", async () => {
    const { sent, waits, messages } = await replay([1, 1, 1, 2, 2], true);
    expect(sent).toBe(5);
    expect(waits).toEqual([1, 2]);
    expect(messages.map(({ topic, readings }) => [topic, readings.map((one) => one.index)])).toEqual([
      ["city/v1/air/d0", [0, 2]],
      ["city/v1/air/d1", [1]],
      ["city/v1/air/d1", [3]],
      ["city/v1/air/d0", [4]],
    ]);
  });

  it("fills messages to a hundred readings when it is not paced", async () => {
    const { waits, messages } = await replay(
      Array.from({ length: 450 }, (_, index) => index),
      false,
    );
    expect(waits).toEqual([]);
    expect(messages.map(({ readings }) => readings.length)).toEqual([100, 100, 100, 100, 25, 25]);
  });
});
