import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAccount, runCli } from "./harness/accounts.ts";
import {
  clearPlace,
  isRunning,
  type Product,
  type ProductPlace,
  preparePlace,
  spawnStart,
  startProduct,
  waitUntil,
} from "./harness/product.ts";

let place: ProductPlace;
let product: Product | null = null;
beforeEach(async () => {
  place = await preparePlace();
});
afterEach(async () => {
  await product?.stop();
  product = null;
  clearPlace(place);
});

async function start(): Promise<Product> {
  product = await startProduct(place, ["--empty"]);
  return product;
}

it("leaves no process behind after Ctrl-C, and finds its data at the next start", async () => {
  const first = await start();
  const device = ["--id", "kept-1", "--kind", "air", "--lon", "10.85", "--lat", "54.6"];
  await runCli(place.dataDir, ["device", "register", ...device]);
  const signIn = await createAccount(place.dataDir, "administrator", "kept@city.example");
  const processes = first.processes();
  expect(processes.map(({ name }) => name).sort()).toEqual(["database", "pipeline", "supervisor", "web"]);
  expect(await first.stop("SIGINT")).toBe(0);
  expect(processes.filter(({ pid }) => isRunning(pid))).toEqual([]);
  expect(existsSync(join(place.dataDir, "connection.json"))).toBe(false);

  const second = await start();
  expect(await runCli(place.dataDir, ["device", "register", ...device])).toMatchObject({ isNew: false });
  const answer = await fetch(second.origin + signIn, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
});

it("stops everything when the start itself is killed, and the next start clears what is left", async () => {
  const first = await start();
  const processes = first.processes();
  await first.stop("SIGKILL");
  await waitUntil(() => !processes.some(({ pid }) => isRunning(pid)));

  const second = await start();
  const left = second.processes();
  const supervisor = left.find(({ name }) => name === "supervisor");
  process.kill(supervisor?.pid ?? 0, "SIGKILL");
  await second.stop();
  const third = await start();
  expect(third.output()).toMatch(/an earlier start/);
  expect(left.filter(({ pid }) => isRunning(pid))).toEqual([]);
});

it("refuses a second start on the same data folder, and names the one that runs", async () => {
  const first = await start();
  const other = await preparePlace();
  const again = spawnStart({ ...other, dataDir: place.dataDir }, ["--empty"]);
  expect(await again.ended).toBe(1);
  expect(again.output()).toContain(
    `Arterial already runs on the data folder ${place.dataDir}: ${first.origin}`,
  );
  clearPlace(other);
});

it("names the setting of a port that is taken, before it starts anything", async () => {
  const first = await start();
  const other = await preparePlace();
  for (const taken of ["port", "mqttPort", "metricsPort"] as const) {
    const again = spawnStart({ ...other, [taken]: first.place[taken] }, ["--empty"]);
    expect(await again.ended).toBe(1);
    const setting = { port: "PORT", mqttPort: "MQTT_PORT", metricsPort: "METRICS_PORT" }[taken];
    expect(again.output()).toMatch(new RegExp(`Port ${first.place[taken]}.*\\b${setting}=`, "s"));
  }
  clearPlace(other);
});
