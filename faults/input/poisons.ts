import { MAX_READINGS_PER_MESSAGE } from "@arterial/domain/reading";
import { INACTIVE_DEVICE } from "./fault-city.ts";

/** One class of bad input; each message is made unique by its number, so that letters can be told apart. */
export interface PoisonClass {
  name: string;
  reason: string;
  topic: string;
  bytes: (number: number, atMs: number) => Buffer;
}

const text = (value: string) => Buffer.from(value, "utf8");
const AIR = "city/v1/air/air-1";

function air(number: number, atMs: number, fields: string): Buffer {
  return text(`{"ts":${atMs},"seq":${number},${fields}}`);
}

/** Every class of bad input, each with the reason that its dead letter must give. */
export const POISON_CLASSES: readonly PoisonClass[] = [
  { name: "wrong JSON", reason: "invalid-json", topic: AIR, bytes: (n) => text(`{"ts":${n},`) },
  { name: "NaN", reason: "invalid-json", topic: AIR, bytes: (n, at) => air(n, at, '"pm25":NaN') },
  {
    name: "wrong UTF-8",
    reason: "not-utf8",
    topic: AIR,
    bytes: (n) => Buffer.concat([text(`{"seq":${n},"x":"`), Buffer.from([0xff, 0xfe]), text('"}')]),
  },
  { name: "wrong type", reason: "invalid-reading", topic: AIR, bytes: (n, at) => air(n, at, '"pm25":"8"') },
  { name: "infinite", reason: "invalid-reading", topic: AIR, bytes: (n, at) => air(n, at, '"pm25":1e999') },
  {
    name: "impossible value",
    reason: "invalid-reading",
    topic: AIR,
    bytes: (n, at) => air(n, at, '"pm25":-1'),
  },
  {
    name: "drifted schema",
    reason: "invalid-reading",
    topic: AIR,
    bytes: (n, at) => air(n, at, '"pm_25":8'),
  },
  { name: "no readings", reason: "no-readings", topic: AIR, bytes: (n) => text(`[${" ".repeat(n % 997)}]`) },
  {
    name: "too many readings",
    reason: "too-many-readings",
    topic: AIR,
    bytes: (n) => text(`[${"1,".repeat(MAX_READINGS_PER_MESSAGE)}${n}]`),
  },
  {
    name: "deep nesting",
    reason: "too-deep",
    topic: AIR,
    bytes: (n, at) => air(n, at, `"pm25":1,"x":${"[".repeat(5_000)}${"]".repeat(5_000)}`),
  },
  {
    name: "prototype key",
    reason: "forbidden-key",
    topic: AIR,
    bytes: (n, at) => air(n, at, '"__proto__":{"pm25":1}'),
  },
  { name: "too large", reason: "too-large", topic: AIR, bytes: (n) => Buffer.alloc(1_100_000 + n, 0x20) },
  { name: "clock in 1970", reason: "too-old", topic: AIR, bytes: (n) => air(n, 0, '"pm25":1') },
  {
    name: "clock in 2099",
    reason: "too-far-ahead",
    topic: AIR,
    bytes: (n) => air(n, Date.UTC(2099, 0), '"pm25":1'),
  },
  {
    name: "unknown kind",
    reason: "unknown-kind",
    topic: "city/v1/noise/air-1",
    bytes: (n, at) => air(n, at, '"db":61'),
  },
  {
    name: "another kind's topic",
    reason: "wrong-kind",
    topic: "city/v1/weather/air-1",
    bytes: (n, at) => air(n, at, '"temperatureC":1'),
  },
  {
    name: "unregistered device",
    reason: "unregistered-device",
    topic: "city/v1/air/nobody",
    bytes: (n, at) => air(n, at, '"pm25":1'),
  },
  {
    name: "inactive device",
    reason: "inactive-device",
    topic: `city/v1/air/${INACTIVE_DEVICE.id}`,
    bytes: (n, at) => air(n, at, '"pm25":1'),
  },
  {
    name: "device id of wrong form",
    reason: "bad-device-id",
    topic: "city/v1/air/-x",
    bytes: (n, at) => air(n, at, '"pm25":1'),
  },
];

/** The largest message that devices may send at all; one of them is enough. */
export const TEN_MEGABYTES: PoisonClass = {
  name: "10 MB",
  reason: "too-large",
  topic: AIR,
  bytes: () => Buffer.alloc(10 * 1024 * 1024, 0x20),
};
