import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kafka, logLevel } from "kafkajs";
import { connectAsync } from "mqtt";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { findFreePort } from "../postgres/free-port.ts";
import { ask } from "./ask.ts";
import { killService, readStatus, startService, stopService, wipeService } from "./run-service.ts";
import { SERVICE_NAMES } from "./service.ts";
import { SERVICES } from "./services.ts";

const root = mkdtempSync(join(tmpdir(), "arterial services-"));
chmodSync(root, 0o755);

afterAll(async () => {
  for (const name of SERVICE_NAMES) await stopService(SERVICES[name], root);
  rmSync(root, { recursive: true, force: true });
});

async function createTopic(brokers: string): Promise<string[]> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: "kept", numPartitions: 1 }] });
  const topics = await admin.listTopics();
  await admin.disconnect();
  return topics;
}

async function storeRow(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create table if not exists kept (n int); insert into kept values (1)");
  const { rows } = await client.query("select count(*)::int as count from kept");
  await client.end();
  return rows[0].count;
}

async function openSession(url: string): Promise<boolean> {
  const client = await connectAsync(url, { clientId: "kept", clean: false, protocolVersion: 4 });
  await client.subscribeAsync("a/#", { qos: 1 });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  client.on("connect", (packet) => resolve(packet.sessionPresent));
  client.reconnect();
  const isPresent = await promise;
  await client.endAsync();
  return isPresent;
}

it("keeps what Kafka, Redis and PostgreSQL were given through a kill, on the same port", async () => {
  const services = [SERVICES.kafka, SERVICES.redis, SERVICES.postgres];
  const started = [];
  for (const service of services) started.push(await startService(service, root, await findFreePort()));
  const [kafka, redis, postgres] = started.map(({ settings }) => settings);
  await createTopic(kafka?.KAFKA_BROKERS ?? "");
  await ask(started[1]?.port ?? 0, "SET kept 1\r\n");
  expect(redis?.REDIS_URL).toBe(`redis://127.0.0.1:${started[1]?.port}`);
  await storeRow(postgres?.DATABASE_URL ?? "");

  for (const service of services) await killService(service, root);
  expect(services.map((service) => readStatus(service, root).isRunning)).toEqual([false, false, false]);
  const again = [];
  for (const service of services) again.push(await startService(service, root));

  expect(again.map(({ port }) => port)).toEqual(started.map(({ port }) => port));
  expect(await createTopic(kafka?.KAFKA_BROKERS ?? "")).toContain("kept");
  expect((await ask(again[1]?.port ?? 0, "GET kept\r\n"))?.toString()).toBe("$1\r\n1\r\n");
  expect(await storeRow(postgres?.DATABASE_URL ?? "")).toBe(2);
});

it("keeps Mosquitto's sessions through an orderly stop, and nothing through a wipe", async () => {
  const { mosquitto } = SERVICES;
  const first = await startService(mosquitto, root, await findFreePort());
  await openSession(first.settings.MQTT_URL ?? "");
  await stopService(mosquitto, root);
  const second = await startService(mosquitto, root);
  expect(second.port).toBe(first.port);
  expect(await openSession(second.settings.MQTT_URL ?? "")).toBe(true);
  await stopService(mosquitto, root);
  wipeService(mosquitto, root);
  expect(existsSync(join(root, "mosquitto"))).toBe(false);
});

it("leaves a service that runs alone, and says where it is", async () => {
  const { redis } = SERVICES;
  const first = await startService(redis, root, await findFreePort());
  const second = await startService(redis, root, await findFreePort());
  expect(second).toEqual(first);
  expect(readStatus(redis, root)).toEqual(first);
});
