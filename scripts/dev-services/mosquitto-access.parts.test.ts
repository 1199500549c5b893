import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { ROOT } from "../boot/paths.mjs";
import { findFreePort } from "../postgres/free-port.ts";
import { ask } from "./ask.ts";
import { mosquitto } from "./mosquitto.ts";
import { startService, stopService } from "./run-service.ts";
import type { Service, ServicePaths } from "./service.ts";

const WAIT = { timeout: 10_000, interval: 10 };
const ACCOUNTS = ["arterial-pipeline", "arterial-internal", "arterial-simulator", "air-1", "air-2"];
const root = mkdtempSync(join(tmpdir(), "arterial-access-"));
let port: number;
let devicePort: number;

const passwordOf = (username: string) => `secret-of-${username}`;

/** The files of `deploy`, with this machine's paths and ports in the place of the container's. */
function writeShippedFiles({ folder, data }: ServicePaths, mosquittoPasswd: string, env: NodeJS.ProcessEnv) {
  const deploy = (name: string) => readFileSync(join(ROOT, "deploy", name), "utf8");
  const settings = deploy("mosquitto.conf")
    .replaceAll("/mosquitto/config/", `${folder}/`)
    .replaceAll("/mosquitto/data/", `${data}/`)
    .replace("listener 1883", `listener ${port} 127.0.0.1`)
    .replace("listener 1884", `listener ${devicePort} 127.0.0.1`);
  writeFileSync(join(folder, "mosquitto.conf"), `${settings}user ${userInfo().username}\n`);
  writeFileSync(join(folder, "mosquitto.acl"), deploy("mosquitto.acl"));
  const passwords = join(folder, "passwords");
  writeFileSync(passwords, "");
  for (const name of ACCOUNTS) {
    execFileSync(mosquittoPasswd, ["-b", passwords, name, passwordOf(name)], { env });
  }
}

/** Mosquitto as the compose file runs it. */
const shipped: Service = {
  ...mosquitto,
  prepare: async (paths, chosen) => {
    const command = await mosquitto.prepare(paths, chosen);
    const mosquittoPasswd = join(dirname(dirname(command.command)), "bin", "mosquitto_passwd");
    writeShippedFiles(paths, mosquittoPasswd, { ...process.env, ...command.env });
    return command;
  },
  // CONNECT without a user name; any answer will do.
  isReady: async (_paths, chosen) =>
    (await ask(chosen, Buffer.from([0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 10, 0, 0]))) !==
    undefined,
};

beforeAll(async () => {
  chmodSync(root, 0o755);
  port = await findFreePort();
  devicePort = await findFreePort();
  await startService(shipped, root, port);
});
afterAll(async () => {
  await stopService(shipped, root);
  rmSync(root, { recursive: true, force: true });
});

async function connect(
  username: string,
  options: IClientOptions & { at?: number } = {},
): Promise<MqttClient> {
  const client = await connectAsync(
    `mqtt://127.0.0.1:${options.at ?? port}`,
    { username, password: passwordOf(username), protocolVersion: 4, reconnectPeriod: 0, ...options },
    false,
  );
  client.on("error", () => {});
  onTestFinished(() => client.endAsync(true));
  return client;
}

/** What comes to an account, subscribed to a filter. */
async function collect(username: string, filter: string) {
  const client = await connect(username);
  const received: string[] = [];
  client.on("message", (topic) => received.push(topic));
  await client.subscribeAsync(filter, { qos: 1 });
  return { client, received };
}

const publish = (client: MqttClient, topic: string, retain = false) =>
  client.publishAsync(topic, "{}", { qos: 1, retain });

/** Publishes what the account may not: Mosquitto ends the connection. */
async function publishInVain(username: string, topic: string, payload = "{}"): Promise<void> {
  const client = await connect(username);
  const gone = new Promise<void>((resolve) => client.once("close", () => resolve()));
  client.publish(topic, payload, { qos: 1, retain: true }, () => {});
  await gone;
}

it("lets nobody in without an account, or with another one's password", async () => {
  await expect(connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4 }, false)).rejects.toThrow();
  await expect(connect("air-1", { password: passwordOf("air-2") })).rejects.toThrow();
  await expect(connect("nobody")).rejects.toThrow();
});

it.each(["city/v1/+/+", "$share/workers/city/v1/+/+"])(
  "the pipeline gets at %s what devices say for themselves, and a feed for all",
  async (filter) => {
    const { received } = await collect("arterial-pipeline", filter);
    const device = await connect("air-1", { at: devicePort });
    const feed = await connect("arterial-simulator");
    for (const topic of ["city/v1/air/air-2", "city/v1/air/air-1/more", "city/v1/air"]) {
      await publishInVain("air-1", topic);
    }
    await publishInVain("arterial-internal", "city/v1/air/air-1");
    await publish(device, "city/v1/air/air-1");
    await publish(feed, "city/v1/air/air-2");
    await expect.poll(() => received.length, WAIT).toBe(2);
    expect(received).toEqual(["city/v1/air/air-1", "city/v1/air/air-2"]);
  },
);

it("the web server gets what the pipeline says is live, and nobody else can say it, or take it away", async () => {
  const pipeline = await connect("arterial-pipeline");
  const { received } = await collect("arterial-internal", "#");
  await publish(pipeline, "arterial/v1/live/segments/state", true);
  for (const username of ["air-1", "arterial-simulator", "arterial-internal"]) {
    await publishInVain(username, "arterial/v1/live/segments/%zz");
    await publishInVain(username, "arterial/v1/live/segments/state", "");
  }
  await publish(pipeline, "arterial/v1/live/heartbeat");
  await expect.poll(() => received.includes("arterial/v1/live/heartbeat"), WAIT).toBe(true);
  const expected = ["arterial/v1/live/segments/state", "arterial/v1/live/heartbeat"];
  expect(received).toEqual(expected);
  const late = await collect("arterial-internal", "arterial/v1/live/#");
  await publish(pipeline, "arterial/v1/live/heartbeat");
  await expect.poll(() => late.received.length, WAIT).toBe(2);
  expect(late.received).toEqual(expected);
});

it("a device is sent nothing, whatever it subscribes to", async () => {
  const { received: taken } = await collect("arterial-pipeline", "city/v1/+/+");
  const spies = [await collect("air-2", "#"), await collect("air-2", "$share/workers/city/v1/+/+")];
  const device = await connect("air-1", { at: devicePort });
  await publish(device, "city/v1/air/air-1");
  await publish(await connect("arterial-pipeline"), "arterial/v1/live/heartbeat");
  await expect.poll(() => taken.length, WAIT).toBe(1);
  // What had been for a spy would be before the answer to this.
  for (const { client } of spies) await client.subscribeAsync("city/v1/air/air-2");
  expect(spies.flatMap(({ received }) => received)).toEqual([]);
});

it("a device cannot push the pipeline out by taking its client id", async () => {
  const clientId = "arterial-pipeline";
  const pipeline = await connect("arterial-pipeline", { clientId, clean: false });
  const device = await connect("air-1", { at: devicePort, clientId, clean: false });
  await publish(device, "city/v1/air/air-1");
  await publish(pipeline, "arterial/v1/live/heartbeat");
  expect([device.connected, pipeline.connected]).toEqual([true, true]);
});

it("ends a connection by a packet larger than the embedded broker takes, and neither acknowledges nor passes it on", async () => {
  const { received } = await collect("arterial-pipeline", "city/v1/+/+");
  await publishInVain("air-1", "city/v1/air/air-1", "x".repeat(17 * 1024 * 1024));
  await publish(await connect("air-1", { at: devicePort }), "city/v1/weather/air-1");
  await expect.poll(() => received.length, WAIT).toBe(1);
  expect(received).toEqual(["city/v1/weather/air-1"]);
});
