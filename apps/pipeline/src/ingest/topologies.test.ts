import { DEVICE_KINDS } from "@arterial/domain/device-kind";
import { createTestDriver } from "@arterial/streams/test-driver";
import { expect, it } from "vitest";
import { createRepeatCache } from "../steps/repeat-cache.ts";
import { RECEIVED_AT, wholeMessage } from "../testing/messages.ts";
import { createIngestSteps } from "./ingest-steps.ts";
import { createLateness } from "./lateness.ts";
import { createTopologies } from "./topologies.ts";

function topologies() {
  const find = (id: string) => {
    const kind = DEVICE_KINDS.find((k) => id.startsWith(k));
    return kind && { kind, isActive: true };
  };
  const repeats = createRepeatCache(100);
  const lateness = createLateness({
    deviceOf: () => undefined,
    idleMs: 5_000,
    newestAt: new Map(),
    nowMs: RECEIVED_AT,
  });
  return createTopologies(
    createIngestSteps({ devices: { find }, repeats, lateness, maxPayloadBytes: 1_000 }),
  );
}

it("every kind has a way from its MQTT topic to its log topic, in the same order of steps", () => {
  const printed = DEVICE_KINDS.map((kind) => topologies()[kind].describe()).join("\n\n");
  expect(printed).toMatchSnapshot();
});

it.each([
  ["traffic", { flowVph: 600, speedKmh: 40 }],
  ["vehicle", { id: "v", lon: 1, lat: 2, speedKmh: 3 }],
  ["air", { o3: 80 }],
  ["parking", { bay: "a1", isOccupied: true }],
  ["weather", { windMs: 3 }],
  ["camera", { counts: { car: 1 } }],
] as const)("a %s reading arrives as an observation with its time in epoch ms", (kind, fields) => {
  const driver = createTestDriver(topologies()[kind] as never);
  const ts = new Date(RECEIVED_AT).toISOString();
  driver.give(wholeMessage(JSON.stringify({ ts, ...fields }), { kind }) as never);
  expect(driver.passed()).toMatchObject([
    {
      observation: {
        kind,
        deviceId: `${kind}-1`,
        receivedAt: RECEIVED_AT,
        reading: { ts: RECEIVED_AT, ...fields },
      },
    },
  ]);
});

it("good readings of an array go on, bad ones end by themselves", () => {
  const driver = createTestDriver(topologies().air);
  const readings = [
    { ts: RECEIVED_AT, pm25: 1 },
    { ts: RECEIVED_AT },
    { ts: RECEIVED_AT, pm25: 1 },
    { ts: 0, pm25: 1 },
  ];
  driver.give(wholeMessage(JSON.stringify(readings)));
  expect(driver.passed()).toHaveLength(1);
  expect(driver.dropped()).toEqual(["repeat"]);
  expect(driver.deadLettered()).toEqual(["invalid-reading", "too-old"]);
});
