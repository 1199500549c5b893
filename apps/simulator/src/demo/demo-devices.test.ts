import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { parseMqttTopic } from "@arterial/domain/mqtt-topic";
import { READING_SCHEMAS } from "@arterial/domain/observation";
import { describe, expect, it } from "vitest";
import { createDemand, plainDemandProfile } from "../model/demand.ts";
import { createCollectingPublisher } from "../testing/collected-messages.ts";
import { playedVehicle } from "../testing/played-vehicle.ts";
import { createDemoDevices } from "./demo-devices.ts";
import { createFaultFilter } from "./sensor-faults.ts";
import { createStationReading } from "./station-readings.ts";

const DEVICES: Device[] = [
  { id: "fleet-1", kind: "vehicle", expectedIntervalS: 1 },
  { id: "loop-1", kind: "traffic", segmentId: "s", offsetM: 50, lane: 0, expectedIntervalS: 60 },
  { id: "air-1", kind: "air", expectedIntervalS: 60 },
  { id: "weather-1", kind: "weather", expectedIntervalS: 60 },
  { id: "park-1", kind: "parking", capacity: 200, expectedIntervalS: 60 },
  { id: "cam-1", kind: "camera", headingDeg: 90, fieldOfViewDeg: 60, rangeM: 80, expectedIntervalS: 15 },
].map((device) => deviceSchema.parse({ lon: 11, lat: 54.6, ...device }));

/** Two minutes of one car per second that all drive over the loop. */
async function playTwoMinutes(startAt: number) {
  const { publisher, messages } = createCollectingPublisher();
  const demand = createDemand(plainDemandProfile());
  const devices = createDemoDevices({
    devices: DEVICES,
    readingOf: createStationReading({ timeZone: "Europe/Berlin", demand }),
    faultFilter: createFaultFilter([]),
    publisher,
  });
  for (let second = 0; second < 120; second += 1) {
    const cars = Array.from({ length: 12 }, (_, age) =>
      playedVehicle({ id: `car-${second - age}`, offsetM: age * 10, lon: 11 + age * 1e-4 }),
    );
    devices.step(cars, startAt + second * 1000);
  }
  await publisher.drained();
  return messages;
}

describe("createDemoDevices", () => {
  const START = Date.UTC(2026, 10, 23, 8, 0, 1);

  it("publishes nothing that the pipeline's schemas refuse, each on its own topic", async () => {
    for (const { topic, readings } of await playTwoMinutes(START)) {
      const device = parseMqttTopic(topic);
      expect(device, topic).toBeDefined();
      if (!device) continue;
      for (const reading of readings) {
        expect(READING_SCHEMAS[device.kind].safeParse(reading).error, topic).toBeUndefined();
      }
    }
  });

  it("reports every device at its interval", async () => {
    const messages = await playTwoMinutes(START);
    const countOf = (id: string) => messages.filter(({ topic }) => topic.endsWith(`/${id}`)).length;
    expect(DEVICES.map(({ id }) => countOf(id))).toEqual([120, 2, 2, 2, 2, 8]);
  });

  it("gives loops the count of their minute, at its end", async () => {
    const messages = await playTwoMinutes(START);
    const loop = messages
      .filter(({ topic }) => topic.endsWith("/loop-1"))
      .flatMap(({ readings }) => readings);
    expect(loop[1]).toMatchObject({
      ts: Date.UTC(2026, 10, 23, 8, 2, 0),
      count: 60,
      periodS: 60,
      speedKmh: 36,
      occupancy: 0.46,
      lane: 0,
    });
  });
});
