import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { deviceSchema } from "@arterial/domain/device-kind";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startTestBroker, type TestBroker } from "./testing/test-broker.ts";

const MAIN = join(import.meta.dirname, "main.ts");
const FCD = `<fcd-export>
  <timestep time="10.00"><vehicle id="a" x="11.5" y="54.25" angle="90" speed="10" lane="e_0"/></timestep>
  <timestep time="11.00">
    <vehicle id="a" x="11.6" y="54.25" angle="90" speed="10" lane=":j_0_0"/>
    <vehicle id="b" x="11.5" y="54.25" angle="180" speed="0" lane="f_1"/>
  </timestep>
</fcd-export>`;
const CSV = `"No","year","month","day","hour","PM2.5","PM10","SO2","NO2","CO","O3","TEMP","PRES","DEWP","RAIN","wd","WSPM","station"
1,2013,3,1,0,9,9,3,17,300,89,-0.5,1024.5,-21.4,0,"NNW",5.7,"Dongsi"
2,2013,3,1,1,NA,NA,NA,NA,NA,NA,-0.7,1025.1,-22.1,0,"NW",3.9,"Dongsi"
3,2013,3,1,2,7,NA,3,17,300,60,-1.2,1025.3,-24.6,0,"NNW",5.3,"Dongsi"
`;

describe("the simulator's process", () => {
  let broker: TestBroker;
  let folder = "";
  beforeAll(async () => {
    broker = await startTestBroker();
    folder = await mkdtemp(join(tmpdir(), "arterial-simulator-"));
    await writeFile(join(folder, "run.fcd.xml.gz"), gzipSync(FCD));
    await writeFile(join(folder, "air.csv.gz"), gzipSync(CSV));
    await writeFile(join(folder, "cut.csv.gz"), gzipSync(CSV).subarray(0, 100));
    await writeFile(join(folder, "other.csv"), "a,b\n1,2\n");
    await writeFile(join(folder, "hot.csv"), "ts,device,temperatureC\n2026-01-01T00:00:00Z,w,104\n");
    await writeFile(join(folder, "net.xml"), FCD.replaceAll('"54.25"', '"1250.5"'));
    await writeFile(join(folder, "stations.csv"), "station,lon,lat\nDongsi,116.417,39.929\nElsewhere,1,1\n");
  });
  afterAll(async () => {
    await broker?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs the simulator; `stopAfter` sends SIGTERM when it resolves. */
  async function run(args: readonly string[], stopAfter?: () => Promise<void>) {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, MQTT_URL: broker.url, DATA_DIR: folder, LOG_LEVEL: "info" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (text: Buffer) => {
      output += text;
    });
    let errors = "";
    child.stderr.on("data", (text: Buffer) => {
      errors += text;
    });
    const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
    if (stopAfter) {
      await Promise.race([stopAfter(), closed]);
      child.kill("SIGTERM");
    }
    return { code: await closed, output, errors };
  }
  const readingsOf = (topic: string) =>
    broker.messages.filter((message) => message.topic === topic).flatMap((message) => message.readings);

  it("replays an FCD file and ends when everything is acknowledged", async () => {
    const { code, output } = await run([
      "fcd",
      join(folder, "run.fcd.xml.gz"),
      "--as-fast-as-possible",
      "--start-at",
      "2026-01-01T00:00:00Z",
    ]);
    expect(code, output).toBe(0);
    const START = Date.UTC(2026, 0, 1);
    expect(readingsOf("city/v1/vehicle/sumo-run")).toEqual([
      { ts: START, id: "a", lon: 11.5, lat: 54.25, speedKmh: 36, headingDeg: 90, segmentId: "e" },
      { ts: START + 1000, id: "a", lon: 11.6, lat: 54.25, speedKmh: 36, headingDeg: 90 },
      { ts: START + 1000, id: "b", lon: 11.5, lat: 54.25, speedKmh: 0, headingDeg: 180, segmentId: "f" },
    ]);
  });

  it("replays a CSV file in its own times and keeps gaps as gaps", async () => {
    const { code, output } = await run([
      "csv",
      join(folder, "air.csv.gz"),
      "--kind",
      "air",
      "--as-fast-as-possible",
    ]);
    expect(code, output).toBe(0);
    expect(readingsOf("city/v1/air/Dongsi")).toEqual([
      { ts: Date.parse("2013-03-01T00:00:00+08:00"), pm25: 9, pm10: 9, no2: 17, o3: 89, so2: 3, co: 0.3 },
      { ts: Date.parse("2013-03-01T02:00:00+08:00"), pm25: 7, no2: 17, o3: 60, so2: 3, co: 0.3 },
    ]);
  });

  it("writes the devices of a CSV file for registration", async () => {
    const target = join(folder, "devices.json");
    const file = join(folder, "air.csv.gz");
    const stations = join(folder, "stations.csv");
    const { code } = await run(["csv", file, "--kind", "air", "--stations", stations, "--register", target]);
    expect(code).toBe(0);
    const devices = z.array(deviceSchema).parse(JSON.parse(await readFile(target, "utf8")));
    expect(devices.map(({ id, kind, lon }) => [id, kind, lon])).toEqual([["Dongsi", "air", 116.417]]);
  });

  // A stop that takes too long ends with code 1 (runProcess).
  it("plays the demo city and stops cleanly", async () => {
    const before = broker.messages.length;
    const { code, output } = await run(["demo"], async () => {
      await broker.received(broker.messages.flatMap((message) => message.readings).length + 1_000);
    });
    expect(code, output).toBe(0);
    const topics = new Set(broker.messages.slice(before).map((message) => message.topic));
    expect([...topics]).toContain("city/v1/vehicle/fleet-1");
  });

  it.each([
    [["nonsense"], /There is no command "nonsense"/],
    [["csv", "x.csv", "--kind", "noise"], /--kind/],
    [["fcd"], /FCD file is needed/],
    [["sumo", "--config", "x", "--speed", "50"], /--speed/],
    [["demo", "--no-such-option"], /no-such-option/],
  ])("explains how %j is wrong", async (args, words) => {
    const { code, errors } = await run(args);
    expect(code).toBe(2);
    expect(errors).toMatch(words);
  });

  it.each([
    ["a packed file that is cut short", ["csv", "cut.csv.gz", "--kind", "air"], /cut\.csv\.gz is cut short/],
    [
      "columns that nothing is known of",
      ["csv", "other.csv", "--kind", "air"],
      /columns of .*other\.csv.*a, b/,
    ],
    ["values in another unit", ["csv", "hot.csv", "--kind", "weather"], /unit conversion.*temperatureC 104/],
    ["places that are none on Earth", ["fcd", "net.xml"], /in network coordinates/],
  ])("ends in one sentence at %s", async (_, [command = "", file = "", ...args], sentence) => {
    const { code, errors, output } = await run([command, join(folder, file), ...args]);
    expect(code).toBe(1);
    expect(errors.trim().split("\n")).toEqual([expect.stringMatching(sentence)]);
    expect(output).not.toContain("stack");
  });
});
