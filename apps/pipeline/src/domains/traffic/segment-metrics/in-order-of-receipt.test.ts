import type { Observation } from "@arterial/domain/observation";
import { expect, it } from "vitest";
import { createInOrderOfReceipt } from "./in-order-of-receipt.ts";

function loop(deviceId: string, receivedAt: number, ts: number): Observation<"traffic"> {
  return { kind: "traffic", deviceId, receivedAt, reading: { ts, count: 1 } };
}

function order() {
  const given: string[] = [];
  const inOrder = createInOrderOfReceipt(({ deviceId, reading }) => given.push(`${deviceId} ${reading.ts}`));
  return { given, ...inOrder };
}

it("readings of one message come by device and time, in whatever batches they were", () => {
  const { given, take, release } = order();
  take(loop("b", 1, 20), 1);
  take(loop("a", 1, 30), 1);
  release(1);
  expect(given).toEqual([]);
  take(loop("b", 1, 10), 1);
  take(loop("a", 2, 5), 2);
  expect(given).toEqual(["a 30", "b 10", "b 20"]);
});

it("gives on what it holds when time passes", () => {
  const { given, take, release } = order();
  take(loop("a", 1, 10), 1);
  release(2);
  expect(given).toEqual(["a 10"]);
  take(loop("a", 3, 30), 3);
  release();
  release();
  expect(given).toEqual(["a 10", "a 30"]);
});
