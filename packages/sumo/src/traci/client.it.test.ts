import { createReadStream } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInductionLoops } from "../induction-loops.ts";
import { copyBologna, hasBologna } from "../testing/bologna.ts";
import { createTraciClient, type TraciClient, type TraciStep } from "./client.ts";
import { connectTraci } from "./connection.ts";
import { VARIABLE } from "./constants.ts";
import { createSimulationControl } from "./control.ts";
import { SumoNotFoundError, type SumoProcess, startSumo } from "./sumo-process.ts";

describe.runIf(hasBologna)("a TraCI client of the real SUMO", () => {
  let scenario: Awaited<ReturnType<typeof copyBologna>>;
  let sumo: SumoProcess;
  let client: TraciClient;

  beforeAll(async () => {
    scenario = await copyBologna();
    sumo = await startSumo({ configFile: scenario.configFile });
    client = await createTraciClient(
      await connectTraci({ host: "127.0.0.1", port: sumo.port, withinMs: 20_000 }),
    );
  });
  afterAll(async () => {
    await sumo?.stop();
    await scenario?.remove();
  });

  async function steps(count: number): Promise<TraciStep> {
    for (let left = count; left > 1; left -= 1) await client.step();
    return client.step();
  }

  it("agrees on a version and tells the time", async () => {
    const { apiVersion, server } = await client.version();
    expect(apiVersion).toBeGreaterThanOrEqual(20);
    expect(server).toMatch(/^SUMO/);
    expect(await client.time()).toEqual({ timeS: 0, stepLengthS: 1 });
  });

  it("follows every vehicle that departs, and every loop", async () => {
    const loops = await readInductionLoops(
      createReadStream(join(scenario.folder, "joined_detectors.add.xml")),
    );
    expect((await client.loopIds()).toSorted()).toEqual(loops.map((loop) => loop.id).toSorted());
    await client.subscribeLoops(loops.map((loop) => loop.id));
    const step = await steps(60);
    expect(step.timeS).toBe(60);
    expect(step.vehicles.length).toBeGreaterThan(100);
    expect(new Set(step.vehicles.map(({ id }) => id))).toEqual(
      new Set((await client.get("vehicle", VARIABLE.idList, "")) as string[]),
    );
    expect(step.loops.size).toBe(loops.length);
    for (const vehicle of step.vehicles) {
      expect(vehicle.x).toBeGreaterThan(-50);
      expect(vehicle.x).toBeLessThan(2250);
      expect(vehicle.laneId).not.toBe("");
    }
  });

  it("stops a vehicle where it is and lets it go on", async () => {
    const control = createSimulationControl(client, () => []);
    const moving = (await client.step()).vehicles.find(
      (one) => one.speedMs > 8 && !one.laneId.startsWith(":"),
    );
    const id = moving?.id ?? "";
    await control.stopVehicle(id);
    const speedOf = (step: TraciStep) => step.vehicles.find((one) => one.id === id)?.speedMs;
    expect(speedOf(await steps(10))).toBe(0);
    expect(speedOf(await steps(10))).toBe(0);
    await control.undo();
    expect(speedOf(await steps(20))).toBeGreaterThan(0);
  });

  it("closes a lane to all and gives it back as it was", async () => {
    const control = createSimulationControl(client, () => []);
    const disallowed = () => client.get("lane", VARIABLE.laneDisallowed, "b1[1]_2");
    const before = await disallowed();
    await control.closeLane("b1[1]_2");
    expect(await disallowed()).not.toEqual(before);
    await client.step();
    await control.reopenLane("b1[1]_2");
    expect(await disallowed()).toEqual(before);
    expect(control.applied()).toEqual([]);
  });

  it("sets the limit of an edge and takes it back", async () => {
    const control = createSimulationControl(client, (edgeId) => [`${edgeId}_0`, `${edgeId}_1`]);
    const limit = () => client.get("lane", VARIABLE.maxSpeed, "a104_0");
    const before = await limit();
    await control.setLimit("a104", 30 / 3.6);
    expect(await limit()).toBeCloseTo(30 / 3.6, 6);
    expect(await control.undo()).toEqual({ number: 1, kind: "limit set", subjectId: "a104" });
    expect(await limit()).toBe(before);
    expect(await control.undo()).toBeUndefined();
  });

  it("hands on what SUMO says to an unknown lane, and goes on", async () => {
    const control = createSimulationControl(client, () => []);
    await expect(control.closeLane("nowhere_0")).rejects.toMatchObject({ code: "REFUSED" });
    await expect(control.stopVehicle("nobody")).rejects.toMatchObject({ code: "REFUSED" });
    expect((await client.step()).vehicles.length).toBeGreaterThan(0);
  });

  it("ends the simulation when it closes, and fails with CLOSED afterwards", async () => {
    await client.close();
    expect((await sumo.exited).code).toBe(0);
    await expect(client.step()).rejects.toMatchObject({ code: "CLOSED" });
  });
});

describe("startSumo", () => {
  it("says how to install SUMO when it is missing", async () => {
    await expect(startSumo({ configFile: "x", binary: "no-such-sumo" })).rejects.toBeInstanceOf(
      SumoNotFoundError,
    );
  });

  it("tells what SUMO said when it could not load the scenario", async () => {
    const sumo = await startSumo({ configFile: "/nonexistent.sumocfg" });
    const { code, lastWords } = await sumo.exited;
    expect(code).toBe(1);
    expect(lastWords).toMatch(/nonexistent/);
  });
});
