import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { expect, it } from "vitest";
import { type DeviceRows, startDeviceRegistry } from "./device-registry.ts";

const logger = createLogger({ name: "test", level: "silent" });
const account = (id: string, fields: object = {}) => ({
  id,
  kind: "air" as const,
  isActive: true,
  passwordHash: "aa",
  ...fields,
});

async function start(rows: DeviceRows) {
  const clock = createManualClock();
  const state: { rows: DeviceRows; reads: number; failure?: Error } = { rows, reads: 0 };
  const load = async () => {
    state.reads++;
    if (state.failure) throw state.failure;
    return state.rows;
  };
  const { value: registry } = await startDeviceRegistry({ load, refreshEveryMs: 10_000, clock, logger });
  return { registry, clock, state };
}

it("waits for a new device to be read, half a second after the reading before", async () => {
  const { registry, clock, state } = await start({ accounts: [], devices: [] });
  state.rows = { accounts: [account("a")], devices: [] };
  const asked = registry.refreshOnMiss("a");
  expect([registry.find("a"), state.reads]).toEqual([undefined, 1]);
  await clock.advance(500);
  await asked;
  expect(registry.find("a")).toBeDefined();
});

it("lets nobody wait twice for the same device, and looks again later", async () => {
  const { registry, clock, state } = await start({ accounts: [], devices: [] });
  const asked = registry.refreshOnMiss("a");
  await clock.advance(500);
  await asked;
  await registry.refreshOnMiss("a");
  expect(state.reads).toBe(2);
  state.rows = { accounts: [account("a")], devices: [] };
  await clock.advance(500);
  await registry.refreshOnMiss("a");
  expect(registry.find("a")).toBeDefined();
});

it("takes no reading that failed for an answer, and asks no more often for it", async () => {
  const { registry, clock, state } = await start({ accounts: [], devices: [] });
  await clock.advance(1_000);
  state.failure = new Error("database gone");
  await expect(registry.refreshOnMiss("a")).rejects.toThrow("database gone");
  const again = Promise.allSettled([registry.refreshOnMiss("a"), registry.refreshOnMiss("a")]);
  expect(state.reads).toBe(2);
  await clock.advance(500);
  expect((await again).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(state.reads).toBe(3);
});

it("reads once however many ask at the same time", async () => {
  const { registry, clock, state } = await start({ accounts: [], devices: [] });
  const asked = ["a", "b", "c"].map((id) => registry.refreshOnMiss(id));
  await clock.advance(500);
  await Promise.all(asked);
  expect(state.reads).toBe(2);
});

it("names the devices that lost a right: gone, inactive, new password", async () => {
  const { registry, clock, state } = await start({
    accounts: ["gone", "inactive", "moved", "same"].map((id) => account(id)),
    devices: [],
  });
  const revoked: string[] = [];
  registry.onRevoked((ids) => revoked.push(...ids));
  const accounts = [
    account("inactive", { isActive: false }),
    account("moved", { passwordHash: "bb" }),
    account("same"),
  ];
  state.rows = { accounts, devices: [] };
  await clock.advance(10_000);
  expect(revoked).toEqual(["gone", "inactive", "moved"]);
});
