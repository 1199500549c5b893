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

it.each([
  ["a device's", "city/v1/air/a1"],
  ["without a name", "arterial/v1/live"],
  ["with more levels", "arterial/v1/live/a/b/c"],
  ["with a key that is not encoded", "arterial/v1/live/segments/%zz"],
  ["with a key cut off", "arterial/v1/live/segments/%"],
  ["with a key of wrong UTF-8", "arterial/v1/live/segments/%C3%28"],
])("a topic %s is not a live topic", (_what, topic) => {
  expect(parseLiveTopic(topic)).toBeUndefined();
});
