import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readCityNetwork } from "@arterial/db/city/read-city";
import { readDeviceAccounts, readDevices } from "@arterial/db/city/read-devices";
import { createCityFixture, createDeviceFixture } from "@arterial/db/testing/city-fixture";
import { createTestDatabase, type TestDatabase } from "@arterial/db/testing/test-database";
import { claimReplay, finishReplay } from "@arterial/db/timeseries/dead-letter/replays";
import { writeDeadLetters } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { WAIT } from "@arterial/runtime/testing/wait";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runCli } from "./run-cli.ts";

const NET = `<?xml version="1.0"?>
<net version="1.9">
  <location netOffset="-500000.00,-6050000.00" convBoundary="0,0,1000,0" origBoundary="9,54.6,9.02,54.6"
    projParameter="+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs"/>
  <edge id="west-east" from="a" to="b" name="High Street" priority="9" type="highway.primary">
    <lane id="west-east_0" index="0" speed="13.89" length="1000.00" shape="0.00,0.00 1000.00,0.00"/>
  </edge>
  <junction id="a" type="priority" x="0.00" y="0.00" incLanes="" intLanes="" shape="0,0 0,4"/>
  <junction id="b" type="traffic_light" x="1000.00" y="0.00" incLanes="west-east_0" intLanes="" shape="1000,0 1000,4"/>
</net>`;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "arterial-cli-"));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function cli(...args: string[]): Promise<{ exitCode: number; answer: unknown; error: string }> {
  const printed: string[] = [];
  const errors: string[] = [];
  const exitCode = await runCli([...args, "--json"], {
    env: { DATABASE_URL: database.url, CONSOLE_URL: "http://localhost:3000" },
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
  });
  return {
    exitCode,
    answer: printed.length === 0 ? null : JSON.parse(printed.join("\n")),
    error: errors.join("\n"),
  };
}

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("the command line", () => {
  it("creates a user with a one-time sign-in, and another link later", async () => {
    const created = await cli("user", "create", "--email", "ada@example.org", "--role", "operator");
    expect(created.answer).toMatchObject({
      email: "ada@example.org",
      role: "operator",
      signInPath: expect.stringMatching(/^\/sign-in\/token\/[\w-]{43}$/),
      signInUrl: expect.stringMatching(/^http:\/\/localhost:3000\/sign-in\/token\//),
    });
    const again = await cli("user", "sign-in", "--email", "ada@example.org");
    expect(again.answer).toMatchObject({ signInToken: expect.stringMatching(/^[\w-]{43}$/) });
    const twice = await cli("user", "create", "--email", "ada@example.org", "--role", "viewer");
    expect(twice.exitCode).toBe(1);
    expect(JSON.parse(twice.error)).toMatchObject({ error: { code: "conflict" } });
  });

  it("creates, lists and revokes bearer tokens", async () => {
    const { answer } = await cli("token", "create", "--role", "analyst");
    expect(answer).toMatchObject({ token: expect.stringMatching(/^[\w-]{43}$/), role: "analyst" });
    const { id } = answer as { id: string };
    expect((await cli("token", "revoke", "--id", id)).exitCode).toBe(0);
    expect((await cli("token", "list")).answer).toMatchObject({
      items: [{ id, revokedAt: expect.any(Number) }],
    });
  });

  it("registers a device with an MQTT account of its own and its kind's interval", async () => {
    const place = ["--lon", "-1.5", "--lat", "54.6"];
    const { answer } = await cli("device", "register", "--id", "air-1", "--kind", "air", ...place);
    expect(answer).toMatchObject({ username: "air-1", password: expect.stringMatching(/^[\w-]{32}$/) });
    const devices = await readDevices(database.pool);
    expect(devices.find((device) => device.id === "air-1")).toMatchObject({
      lon: -1.5,
      expectedIntervalS: 60,
    });
    const accounts = await readDeviceAccounts(database.pool);
    expect(accounts.find((account) => account.id === "air-1")?.passwordHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("imports devices from JSON and from CSV", async () => {
    const json = await write(
      "devices.json",
      JSON.stringify([createDeviceFixture(), createDeviceFixture({ id: "loop-2" })]),
    );
    expect((await cli("device", "import", json)).answer).toMatchObject({ created: 2, updated: 0 });
    const csv = await write(
      "devices.csv",
      'id,kind,name,lon,lat,capacity\nlot-1,parking,"Mint, P1",11,54.6,120\nloop-1,traffic,Changed,11,54.6,\n',
    );
    expect((await cli("device", "import", csv)).answer).toMatchObject({ created: 1, updated: 1 });
    const lot = (await readDevices(database.pool)).find((device) => device.id === "lot-1");
    expect(lot).toMatchObject({ name: "Mint, P1", capacity: 120 });
    const bad = await write("bad.csv", "id,kind,lon,lat\nlot-1,parking,east,54.6\n");
    expect(JSON.parse((await cli("device", "import", bad)).error)).toMatchObject({
      error: { code: "file", message: expect.stringContaining("device 1, lon") },
    });
  });

  it("imports the city of a SUMO network, packed or not", async () => {
    const path = await write("high-town.net.xml.gz", gzipSync(NET));
    const { answer } = await cli("city", "import", path, "--time-zone", "Europe/Rome");
    expect(answer).toMatchObject({
      name: "High town",
      segments: 1,
      isSimulated: true,
      timeZone: "Europe/Rome",
    });
    expect((await readCityNetwork(database.pool))?.segments[0]).toMatchObject({
      name: "High Street",
      lengthM: 1000,
    });
    const wrong = await cli("city", "import", path, "--time-zone", "Mars/Olympus");
    expect(JSON.parse(wrong.error)).toMatchObject({ error: { code: "invalid_input" } });
  });

  it("loads a city and its devices from a folder", async () => {
    const { segments, junctions, landUse, ...city } = createCityFixture();
    const feature = (properties: object, geometry: object) => ({ type: "Feature", properties, geometry });
    await write("city.json", JSON.stringify(city));
    await write(
      "network.geojson",
      JSON.stringify({
        type: "FeatureCollection",
        features: [
          ...segments.map(({ line, ...segment }) =>
            feature({ feature: "segment", ...segment }, { type: "LineString", coordinates: line }),
          ),
          ...junctions.map(({ point, ...junction }) =>
            feature({ feature: "junction", ...junction }, { type: "Point", coordinates: point }),
          ),
        ],
      }),
    );
    await write(
      "land-use.geojson",
      JSON.stringify({
        type: "FeatureCollection",
        features: landUse.map(({ geometry, ...properties }) => feature(properties, geometry)),
      }),
    );
    await write("devices.json", JSON.stringify([createDeviceFixture({ id: "loaded" })]));
    expect((await cli("city", "load", folder)).answer).toMatchObject({
      name: "Testhaven",
      segments: 3,
      devices: 1,
    });
    const network = await readCityNetwork(database.pool);
    expect(network).toMatchObject({ segments, junctions, landUse: expect.arrayContaining(landUse) });
  });

  it("refuses a device whose zone or segment the city does not have, in one sentence", async () => {
    const device = ["device", "register", "--id", "lost", "--kind", "air", "--lon", "11", "--lat", "54.6"];
    for (const [place, message] of [
      [
        ["--zone", "atlantis"],
        /^Device "lost": there is no zone "atlantis"\. The city's zones are old-town, quayside\.$/,
      ],
      [["--segment", "nowhere"], /^Device "lost": there is no segment "nowhere" in the city\.$/],
    ] as const) {
      const { exitCode, answer, error } = await cli(...device, ...place);
      expect([exitCode, answer]).toEqual([1, null]);
      expect(JSON.parse(error)).toMatchObject({
        error: { code: "invalid_input", message: expect.stringMatching(message) },
      });
    }
    const { answer } = await cli(...device, "--zone", "quayside", "--segment", "mint-01");
    expect(answer).toMatchObject({ id: "lost", isNew: true });
  });

  it("lists, shows and corrects dead letters, and sends one only once", async () => {
    const letter = {
      receivedAt: Date.now(),
      topic: "city/v1/air/air-1",
      deviceId: "air-1",
      reason: "invalid-json",
    };
    await writeDeadLetters(database.pool, [{ ...letter, payload: Buffer.from("{broken") }]);
    const { answer } = await cli("dead-letter", "list", "--device", "air-1");
    expect(answer).toMatchObject({
      items: [{ reason: "invalid-json", payloadText: "{broken" }],
      nextCursor: null,
    });
    const { id } = (answer as { items: { id: number }[] }).items[0] ?? { id: 0 };
    const corrected = await write("corrected.json", '{"ts":1,"pm25":2}');
    const asked = cli("dead-letter", "replay", String(id), "--with", corrected);
    // The pipeline's part, which has its own tests.
    const waiting = await vi.waitUntil(() => claimReplay(database.pool), WAIT);
    expect(waiting.payload.toString()).toBe('{"ts":1,"pm25":2}');
    await finishReplay(database.pool, { ...waiting, doneAt: Date.now(), accepted: 1, refused: 0 });
    expect((await asked).answer).toMatchObject({ letterId: id, accepted: 1, refused: 0, isNew: true });
    expect((await cli("dead-letter", "replay", String(id))).answer).toMatchObject({
      isNew: false,
      accepted: 1,
    });
    expect((await cli("dead-letter", "show", String(id))).answer).toMatchObject({
      payloadText: "{broken",
      replayedAt: expect.any(Number),
      replay: { accepted: 1 },
    });
    expect(JSON.parse((await cli("dead-letter", "show", "999")).error)).toMatchObject({
      error: { code: "not_found" },
    });
    expect((await cli("dead-letter", "show", "x")).exitCode).toBe(2);
  });

  it("migrates, and says what there was to do", async () => {
    expect((await cli("migrate")).answer).toMatchObject({ applied: [] });
  });

  it("says in one sentence what is wrong, with an exit code", async () => {
    expect((await cli("user", "create", "--email", "x@example.org")).exitCode).toBe(2);
    expect((await cli("user", "create", "--email", "x@example.org", "--role", "boss")).exitCode).toBe(2);
    expect((await cli("city", "load", join(folder, "nowhere"))).error).toContain("cannot be read");
    expect((await cli("replay", "x.csv", "--kind", "camera")).exitCode).toBe(2);
    for (const words of [
      ["nonsense"],
      ["user"],
      ["token", "revoke"],
      ["token", "create", "--role", "boss"],
    ]) {
      const { exitCode, error, answer } = await cli(...words);
      expect([exitCode, answer, JSON.parse(error)]).toMatchObject([2, null, { error: { code: "usage" } }]);
    }
    const folded = await cli("city", "import", folder);
    expect(JSON.parse(folded.error)).toMatchObject({
      error: { code: "file", message: expect.stringContaining("it is a folder") },
    });
    const errors: string[] = [];
    const offline = await runCli(["user", "list"], {
      env: { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" },
      print: () => undefined,
      printError: (line) => errors.push(line),
    });
    expect([offline, errors.length]).toEqual([1, 1]);
    expect(errors[0]).toContain("does not answer");
  });
});
