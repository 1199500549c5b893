import { expect, it } from "vitest";
import { type Account, mayPublish, maySubscribe } from "./accounts.ts";

const device: Account = { role: "device", deviceId: "air-1" };
const feed: Account = { role: "feed" };
const gateway: Account = { role: "liveReader" };

it.each([
  [device, "city/v1/air/air-1", true],
  [device, "city/v1/other/air-1", true],
  [device, "city/v1/air/air-2", false],
  [device, "city/v1/air/air-1/more", false],
  [device, "city/v2/air/air-1", false],
  [device, "/city/v1/air/air-1", false],
  [device, "city/v1/a\u0000/air-1", false],
  [feed, "city/v1/air/air-2", true],
  [feed, "city/v1/air/", false],
  [feed, "arterial/v1/live/vehicles", false],
  [gateway, "city/v1/air/air-1", false],
  [gateway, "arterial/v1/live/vehicles", false],
])("%o may publish to %s: %s", (account, topic, isAllowed) => {
  expect(mayPublish(account, topic)).toBe(isAllowed);
});

it.each([
  [gateway, "arterial/v1/live/#", true],
  [gateway, "arterial/v1/live/vehicles", true],
  [gateway, "arterial/v1/#", false],
  [gateway, "#", false],
  [gateway, "+/v1/live/vehicles", false],
  [gateway, "city/v1/+/+", false],
  [device, "arterial/v1/live/#", false],
  [feed, "city/v1/+/+", false],
])("%o may subscribe to %s: %s", (account, filter, isAllowed) => {
  expect(maySubscribe(account, filter)).toBe(isAllowed);
});
