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
  const state = { rows, reads: 0 };
  const load = async () => {
    state.reads++;
    return state.rows;
  };
  const { value: registry } = await startDeviceRegistry({ load, refreshEveryMs: 10_000, clock, logger });
  return { registry, clock, state };
}

it("sees a new device at the next refresh, or at once when it is asked for after a second", async () => {
  const { registry, clock, state } = await start({ accounts: [], devices: [] });
  state.rows = { accounts: [account("a")], devices: [] };
  await registry.refreshOnMiss();
  expect(registry.find("a")).toBeUndefined();
  await clock.advance(1_000);
  await registry.refreshOnMiss();
  expect(registry.find("a")).toBeDefined();
  expect(state.reads).toBe(2);
});

it("reads once however many ask at the same time", async () => {
  const { registry, clock, state } = await start({ accounts: [], devices: [] });
  await clock.advance(1_000);
  await Promise.all([registry.refreshOnMiss(), registry.refreshOnMiss(), registry.refreshOnMiss()]);
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
