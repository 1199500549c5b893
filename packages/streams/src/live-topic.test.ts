import { expect, it } from "vitest";
import { liveTopic, parseLiveTopic } from "./live-topic.ts";

it.each([
  ["live/vehicles", null, "arterial/v1/live/vehicles"],
  ["live/segments", "state", "arterial/v1/live/segments/state"],
  ["live/devices", "a/b", "arterial/v1/live/devices/a%2Fb"],
])("channel %s with key %s is topic %s and back", (channel, key, topic) => {
  expect(liveTopic(channel, key)).toBe(topic);
  expect(parseLiveTopic(topic)).toEqual({ channel, key });
});

it.each(["city/v1/air/a1", "arterial/v1/live", "arterial/v1/live/a/b/c"])(
  "%s is not a live topic",
  (topic) => {
    expect(parseLiveTopic(topic)).toBeUndefined();
  },
);
