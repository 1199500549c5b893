import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCityFixture, createDeviceFixture } from "../testing/city-fixture.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { readCity, readCityNetwork, readSegments, readZones } from "./read-city.ts";
import { readDevice, readDeviceAccounts, readDevices, readRegisteredDevices } from "./read-devices.ts";
import { replaceCityNetwork } from "./write-city.ts";
import { upsertDevices } from "./write-devices.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("the city in the database", () => {
  it("is null until one has been imported, and then comes back as it was", async () => {
    expect(await readCityNetwork(database.pool)).toBeNull();
    const network = createCityFixture();
    await replaceCityNetwork(database.pool, network);
    const read = await readCityNetwork(database.pool);
    expect(read).toMatchObject({ ...network, landUse: expect.arrayContaining(network.landUse) });
    expect((await readCity(database.pool))?.bounds).toEqual([11, 54.6, 11.01, 54.605]);
  });

  it("gives segments and devices the zone that they lie in, and moves devices when the zones change", async () => {
    await replaceCityNetwork(database.pool, createCityFixture());
    const [mint] = await readSegments(database.pool, ["mint-01"]);
    expect(mint?.zoneId).toBe("quayside");
    await upsertDevices(database.pool, [createDeviceFixture({ id: "zoned", lon: 11.001, lat: 54.6 })]);
    expect((await readDevice(database.pool, "zoned"))?.zoneId).toBe("old-town");
    const geometry = { type: "Point", coordinates: [11, 54] } as const;
    await replaceCityNetwork(
      database.pool,
      createCityFixture({
        landUse: [
          { id: "new", use: "district", name: "New", geometry: { ...geometry, coordinates: [11, 54] } },
        ],
      }),
    );
    expect((await readZones(database.pool)).map((zone) => zone.id)).toEqual(["new"]);
    expect((await readDevice(database.pool, "zoned"))?.zoneId).toBe("new");
  });
});

describe("devices in the database", () => {
  it("are created once, changed after that, and keep their password", async () => {
    const device = createDeviceFixture({ id: "kept", zoneId: "somewhere" });
    const hash = "a".repeat(64);
    expect(await upsertDevices(database.pool, [{ ...device, passwordHash: hash }])).toEqual({
      created: 1,
      updated: 0,
    });
    const renamed = { ...device, name: "New name" };
    expect(await upsertDevices(database.pool, [renamed])).toEqual({ created: 0, updated: 1 });
    expect(await readDevice(database.pool, "kept")).toEqual(renamed);
    const accounts = await readDeviceAccounts(database.pool);
    expect(accounts.find((account) => account.id === "kept")).toEqual({
      id: "kept",
      kind: "traffic",
      isActive: true,
      passwordHash: hash,
    });
  });

  it("are listed while they are active", async () => {
    await upsertDevices(database.pool, [createDeviceFixture({ id: "retired" })]);
    await database.pool.query("update device set is_active = false where id = 'retired'");
    expect((await readDevices(database.pool)).map((device) => device.id)).not.toContain("retired");
  });

  it("are all told of where those switched off count too", async () => {
    await upsertDevices(database.pool, [
      createDeviceFixture({ id: "off-1", kind: "air" }),
      createDeviceFixture({ id: "off-2" }),
    ]);
    await database.pool.query("update device set is_active = false where id in ('off-1', 'off-2')");
    const idsOf = async (filter: Parameters<typeof readRegisteredDevices>[1]) =>
      (await readRegisteredDevices(database.pool, filter)).map((device) => device.id);
    expect(await idsOf({ ids: ["off-2", "off-1", "nowhere"] })).toEqual(["off-1", "off-2"]);
    expect(await idsOf({ kind: "air" })).toEqual(["off-1"]);
    expect(await idsOf({})).toEqual(expect.arrayContaining(["kept", "off-1", "off-2"]));
  });
});
