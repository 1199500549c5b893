import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "@arterial/runtime/clock";
import { readFileBytes } from "@arterial/runtime/file-bytes";
import { createLogger } from "@arterial/runtime/logger";
import { readInductionLoopOutput } from "@arterial/sumo/induction-loops";
import { copyBologna, hasBologna } from "@arterial/sumo/testing/bologna";
import { createTraciClient } from "@arterial/sumo/traci/client";
import { connectTraci } from "@arterial/sumo/traci/connection";
import { startSumo } from "@arterial/sumo/traci/sumo-process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OutgoingReading } from "../publish/publisher.ts";
import { createCollectingPublisher } from "../testing/collected-messages.ts";
import { type ScenarioFolder, writeDemoScenario } from "../testing/demo-scenario.ts";
import { runScenario } from "./run-scenario.ts";
import { readScenario } from "./scenario.ts";
import { loopDevicesOf } from "./scenario-devices.ts";

const START_AT = Date.UTC(2026, 0, 1);
const END_S = 600;
const PERIOD_S = 60;
const NO_WAITING = { ...systemClock, sleep: async () => {} };

/** The Bologna morning, with its loops reporting each minute instead of each half hour. */
async function prepareBologna(): Promise<ScenarioFolder> {
  const scenario = await copyBologna();
  const loopFile = join(scenario.folder, "joined_detectors.add.xml");
  const loops = await readFile(loopFile, "utf8");
  await writeFile(loopFile, loops.replaceAll('freq="1800"', `freq="${PERIOD_S}"`));
  return scenario;
}

const LINDHAVEN = {
  name: "lindhaven",
  prepare: () => writeDemoScenario(PERIOD_S),
  bounds: { west: 10.7, south: 54.5, east: 11, north: 54.7 },
  atLeast: { counted: 800, driving: 200 },
};
const BOLOGNA = {
  name: "bologna",
  prepare: prepareBologna,
  bounds: { west: 11.3, south: 44.48, east: 11.34, north: 44.52 },
  atLeast: { counted: 2_000, driving: 600 },
};

describe.each(hasBologna ? [LINDHAVEN, BOLOGNA] : [LINDHAVEN])("a live run of $name", (city) => {
  let files: ScenarioFolder;
  let collected: ReturnType<typeof createCollectingPublisher>;
  let scenario: Awaited<ReturnType<typeof readScenario>>;

  beforeAll(async () => {
    files = await city.prepare();
    scenario = { ...(await readScenario({ configFile: files.configFile, name: city.name })), endS: END_S };
    collected = createCollectingPublisher();
    const sumo = await startSumo({ configFile: files.configFile, args: ["--end", String(END_S)] });
    const connection = await connectTraci({ host: "127.0.0.1", port: sumo.port, withinMs: 20_000 });
    const client = await createTraciClient(connection);
    await runScenario({
      scenario,
      client,
      publisher: collected.publisher,
      clock: NO_WAITING,
      logger: createLogger({ name: "test", level: "silent" }),
      signal: new AbortController().signal,
      speed: 1,
      startAtMs: START_AT,
    });
    await client.close();
    await sumo.stop();
    await collected.publisher.drained();
  }, 180_000);
  afterAll(() => files?.remove());

  it("publishes per loop and interval the count of SUMO's own E1 output, and its speed within 0.1 km/h", async () => {
    const published = new Map<string, OutgoingReading>(
      collected.messages
        .filter(({ topic }) => topic.startsWith("city/v1/traffic/"))
        .flatMap(({ topic, readings }) =>
          readings.map((reading) => [`${topic} ${reading.ts}`, reading] as const),
        ),
    );
    const deviceOf = new Map(loopDevicesOf(scenario).map(({ loopId, device }) => [loopId, device.id]));
    let rows = 0;
    let vehicles = 0;
    for await (const row of readInductionLoopOutput(readFileBytes(join(files.folder, "e1_output.xml")))) {
      const key = `city/v1/traffic/${deviceOf.get(row.id)} ${START_AT + row.endS * 1000}`;
      const reading = published.get(key);
      expect(reading, key).toMatchObject({ count: row.count, periodS: row.endS - row.beginS });
      const speedKmh = row.speedMs === undefined ? undefined : row.speedMs * 3.6;
      if (speedKmh === undefined) expect(reading).not.toHaveProperty("speedKmh");
      else expect(Math.abs(Number(reading?.speedKmh) - speedKmh)).toBeLessThan(0.1);
      expect(Math.abs(Number(reading?.occupancy) * 100 - row.occupancyPercent)).toBeLessThan(0.01);
      rows += 1;
      vehicles += row.count;
    }
    expect(rows).toBe(published.size);
    expect(rows).toBe((deviceOf.size * END_S) / PERIOD_S);
    expect(vehicles).toBeGreaterThan(city.atLeast.counted);
  });

  it("publishes each vehicle each second within the city, most of them on a segment", () => {
    const readings = collected.messages
      .filter(({ topic }) => topic === `city/v1/vehicle/sumo-${city.name}`)
      .flatMap((message) => message.readings);
    const last = readings.filter(({ ts }) => ts === START_AT + END_S * 1000);
    expect(last.length).toBeGreaterThan(city.atLeast.driving);
    expect(new Set(last.map(({ id }) => id)).size).toBe(last.length);
    for (const { lon, lat } of last) {
      expect(lon).toBeGreaterThan(city.bounds.west);
      expect(lon).toBeLessThan(city.bounds.east);
      expect(lat).toBeGreaterThan(city.bounds.south);
      expect(lat).toBeLessThan(city.bounds.north);
    }
    expect(last.filter((reading) => reading.segmentId !== undefined).length / last.length).toBeGreaterThan(
      0.85,
    );
  });
});
