import { READING_SCHEMAS } from "@arterial/domain/observation";
import { readNetwork } from "@arterial/sumo/network";
import { createProjection } from "@arterial/sumo/projection";
import { SMALL_NETWORK_XML } from "@arterial/sumo/testing/small-network";
import { describe, expect, it } from "vitest";
import type { Scenario } from "./scenario.ts";
import { feedDeviceOf, loopDevicesOf } from "./scenario-devices.ts";
import { loopReading, vehicleReading } from "./step-readings.ts";

async function scenario(): Promise<Scenario> {
  const network = await readNetwork([SMALL_NETWORK_XML]);
  const projected = createProjection(network.location);
  if (!projected.ok) throw new Error(projected.message);
  const loop = { laneId: "ab_1", edgeId: "ab" };
  return {
    name: "Small [1]",
    network,
    projection: projected.projection,
    loops: [
      { ...loop, id: "0.1_loop", positionM: 150, periodS: 300 },
      { ...loop, id: "#end/of lane", positionM: -50 },
      { id: "elsewhere", laneId: "zz_0", edgeId: "zz", positionM: 1 },
      { id: "on-track", laneId: "tram_0", edgeId: "tram", positionM: 1 },
    ],
    beginS: 0,
  };
}

describe("devices of a scenario", () => {
  it("places each loop on its lane, under its own id where that can be one", async () => {
    const [first, second, onTrack, ...others] = loopDevicesOf(await scenario());
    expect(others).toEqual([]);
    expect(onTrack?.device).toMatchObject({ id: "on-track", segmentId: undefined });
    expect(first).toMatchObject({ loopId: "0.1_loop", periodS: 300 });
    expect(first?.device).toMatchObject({
      id: "0.1_loop",
      segmentId: "ab",
      offsetM: 150,
      lane: 1,
      headingDeg: 90,
      expectedIntervalS: 300,
    });
    expect(second).toMatchObject({ periodS: 60, device: { id: "end_of_lane", offsetM: 150 } });
    expect(second?.device.lon).toBeCloseTo(first?.device.lon ?? 0, 9);
  });

  it("has one feed for its vehicles", async () => {
    expect(feedDeviceOf(await scenario())).toMatchObject({ id: "sumo-Small__1_", kind: "vehicle" });
  });
});

describe("readings of a scenario", () => {
  it("are what the pipeline takes", async () => {
    const { projection } = await scenario();
    const place = { projection, isSegment: (edgeId: string) => edgeId === "ab" };
    const vehicle = { id: "v", x: 10, y: 0, speedMs: 13.89, headingDeg: 90, laneId: "ab_0" };
    const reading = vehicleReading(vehicle, 1000, place);
    expect(reading).toMatchObject({ ts: 1000, id: "v", speedKmh: 50, headingDeg: 90, segmentId: "ab" });
    expect(READING_SCHEMAS.vehicle.safeParse(reading).success).toBe(true);
    expect(vehicleReading({ ...vehicle, laneId: ":B_0_0" }, 1000, place)).not.toHaveProperty("segmentId");
    expect(vehicleReading({ ...vehicle, laneId: "tram_0" }, 1000, place)).not.toHaveProperty("segmentId");
  });

  it("have no speed for an empty interval of a loop", () => {
    const interval = { loopId: "l", beginS: 0, endS: 60, count: 0, occupancy: 0 };
    const reading = loopReading(interval, 60_000, 1);
    expect(reading).toEqual({ ts: 60_000, count: 0, periodS: 60, occupancy: 0, lane: 1 });
    expect(READING_SCHEMAS.traffic.safeParse(reading).success).toBe(true);
  });
});
