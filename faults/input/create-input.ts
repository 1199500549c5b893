import { mqttTopic } from "@arterial/domain/mqtt-topic";
import type { ReadingOf } from "@arterial/domain/observation";
import type { Random } from "../random.ts";
import { FEED, HOT_DEVICE } from "./fault-city.ts";
import type { Input, Message, SentReading } from "./message.ts";
import { POISON_CLASSES, type PoisonClass, TEN_MEGABYTES } from "./poisons.ts";
import { createQuietDevices } from "./quiet-devices.ts";
import { createVehicleFeed } from "./vehicles.ts";

const DUPLICATE_SHARE = 0.05;
/** Bad messages are few. */
const BAD_DUPLICATE_SHARE = 0.3;
const LATE_SHARE = 0.05;
/** Late, but soon enough for every window to be corrected. */
const LATEST_IN_GRACE_S = 60;
/** So late that no window takes it any more; up to an hour. */
const BEYOND_GRACE_S = 9 * 60;
const HOUR_S = 3_600;
/** Every class of bad input comes about this often in a run. */
const POISONS_PER_CLASS = 2;
const LANES = 4;
/** Loops take turns in being locked on for this long. */
const LOCKED_S = 110;

function messageOf(second: number, readings: readonly SentReading[]): Message {
  const [first] = readings;
  if (!first) throw new RangeError("a message needs a reading");
  const { kind, deviceId } = first;
  const values = readings.map(({ reading }) => reading);
  const payload = Buffer.from(JSON.stringify(values.length === 1 ? values[0] : values));
  return { second, sender: deviceId, topic: mqttTopic(kind, deviceId), payload, readings, poisons: [] };
}

function poisonMessage(second: number, poison: PoisonClass, number: number, atMs: number): Message {
  const bytes = poison.bytes(number, atMs);
  const poisons = [{ reason: poison.reason, bytes }];
  return { second, sender: FEED.username, topic: poison.topic, payload: bytes, readings: [], poisons };
}

/** An array in which one element is bad: its neighbours pass. */
function mixedMessage(second: number, number: number, atMs: number): Message {
  const bad = Buffer.from(`{"ts":${atMs},"seq":${number},"temperatureC":"warm"}`);
  const reading = { ts: atMs, seq: number, temperatureC: 20 };
  const good: SentReading = { kind: "weather", deviceId: "weather-1", reading };
  return {
    second,
    sender: "weather-1",
    topic: mqttTopic("weather", "weather-1"),
    payload: Buffer.concat([Buffer.from("["), bad, Buffer.from(`,${JSON.stringify(reading)}]`)]),
    readings: [good],
    poisons: [{ reason: "invalid-reading", bytes: bad }],
  };
}

function poisonsOf(random: Random, seconds: number, startAt: number): Message[] {
  const messages: Message[] = [];
  const at = () => random.between(1, seconds);
  for (const poison of POISON_CLASSES) {
    for (let n = 0; n < POISONS_PER_CLASS; n++) {
      const second = at();
      messages.push(poisonMessage(second, poison, messages.length + 1, startAt + second * 1_000));
    }
  }
  messages.push(poisonMessage(at(), TEN_MEGABYTES, 0, startAt));
  for (let n = 0; n < 4; n++) {
    const second = at();
    messages.push(mixedMessage(second, 900_000 + n, startAt + second * 1_000 + n));
  }
  return messages;
}

function vehicleMessages(random: Random, seconds: number, startAt: number): Message[] {
  const messages: Message[] = [];
  const feeds = [
    { id: "fleet-1", feed: createVehicleFeed("a", 10, random.fork("fleet-1")), offsetMs: 0 },
    { id: "fleet-2", feed: createVehicleFeed("b", 5, random.fork("fleet-2")), offsetMs: 370 },
  ];
  for (let second = 0; second < seconds; second++) {
    for (const { id, feed, offsetMs } of feeds) {
      const observed = feed
        .step(startAt + second * 1_000 + offsetMs)
        .map((reading): SentReading => ({ kind: "vehicle", deviceId: id, reading }));
      const onTime = observed.filter((one) => {
        if (!random.isTrue(LATE_SHARE)) return true;
        messages.push(messageOf(second + random.between(4, LATEST_IN_GRACE_S), [one]));
        return false;
      });
      if (onTime.length > 0) messages.push(messageOf(second, onTime));
    }
  }
  return messages;
}

function loopReading(deviceId: string, reading: ReadingOf<"traffic">): SentReading {
  return { kind: "traffic", deviceId, reading };
}

function loopMessages(random: Random, seconds: number, startAt: number): Message[] {
  const messages: Message[] = [];
  for (let second = 10; second < seconds; second += 10) {
    for (const [n, id] of ["loop-1", "loop-2", "loop-3"].entries()) {
      const speedKmh = 20 + random.next() * 40;
      const reading = { ts: startAt + second * 1_000, count: random.between(0, 6), periodS: 10, speedKmh };
      const isLocked = (Math.floor(second / LOCKED_S) + n) % 3 === 0;
      const occupancy = isLocked ? 0.75 + random.next() * 0.2 : random.next() * 0.1;
      const lateS = random.isTrue(LATE_SHARE) ? random.between(4, LATEST_IN_GRACE_S) : 0;
      messages.push(messageOf(second + lateS, [loopReading(id, { ...reading, occupancy })]));
    }
  }
  return messages;
}

/** Readings of the past, up to an hour old, of the devices that feed windows: stored, but in no window. */
function beyondGraceMessages(random: Random, seconds: number, startAt: number): Message[] {
  return Array.from({ length: Math.ceil(seconds / 20) }, (_, n) => {
    const second = random.between(BEYOND_GRACE_S / 4, seconds);
    const ts = startAt + (second - random.between(BEYOND_GRACE_S, HOUR_S)) * 1_000 + 11;
    if (n % 2 === 0) {
      return messageOf(second, [loopReading("loop-3", { ts, count: 8, periodS: 10, speedKmh: 9, seq: n })]);
    }
    const position = { id: `late-${n}`, lon: 11.003, lat: 54.6, speedKmh: 36, segmentId: "harbour-01" };
    const pair = [0, 1].map(
      (step): SentReading => ({
        kind: "vehicle",
        deviceId: "fleet-1",
        reading: { ts: ts + step * 1_000, ...position, lon: position.lon + step * 0.00015 },
      }),
    );
    return messageOf(second, pair);
  });
}

/** As many messages of one device as all others send together. */
function hotMessages(others: readonly Message[], random: Random, startAt: number): Message[] {
  return others.map(({ second }, n) =>
    messageOf(second, [
      loopReading(HOT_DEVICE, {
        ts: startAt + second * 1_000 + (n % 900),
        seq: n,
        lane: n % LANES,
        count: random.between(0, 4),
        periodS: 5,
        speedKmh: 30 + random.next() * 20,
      }),
    ]),
  );
}

function repeated(messages: readonly Message[], random: Random): Message[] {
  return messages
    .filter((message) => random.isTrue(message.poisons.length === 0 ? DUPLICATE_SHARE : BAD_DUPLICATE_SHARE))
    .map((message) => ({ ...message, second: message.second + random.between(0, 5) }));
}

/**
 * Everything that is sent in one run: all kinds, half of the messages from one device, 5 % of them sent twice, some late
 * by up to an hour, and bad ones of every class. The same seed and start give the same bytes.
 */
export function createInput(options: { random: Random; startAt: number; seconds: number }): Input {
  const { startAt, seconds } = options;
  const random = options.random.fork("input");
  const messages = [
    ...vehicleMessages(random.fork("vehicles"), seconds, startAt),
    ...loopMessages(random.fork("loops"), seconds, startAt),
    ...beyondGraceMessages(random.fork("beyond grace"), seconds, startAt),
    ...createQuietDevices(random.fork("quiet"), seconds, startAt).map(({ second, reading }) =>
      messageOf(second, [reading]),
    ),
    ...poisonsOf(random.fork("poisons"), seconds, startAt),
  ];
  messages.push(...hotMessages(messages, random.fork("hot"), startAt));
  messages.push(...repeated(messages, random.fork("repeats")));
  const inOrder = messages.map((message, n) => ({ message, n }));
  inOrder.sort((a, b) => a.message.second - b.message.second || a.n - b.n);
  return { startAt, seconds, messages: inOrder.map(({ message }) => message) };
}

/** The last word of a device, long after everything else: closes every window that is open. */
export function createClosing(input: Input): Message {
  const second = input.seconds + 20 * 60;
  return messageOf(second, [
    loopReading("loop-1", { ts: input.startAt + second * 1_000, count: 0, periodS: 1 }),
  ]);
}
