import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect as connectSocket } from "node:net";
import { upsertDevices } from "@arterial/db/city/write-devices";
import { readDeadLetters } from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import { LIVE_TOPIC_FILTER } from "@arterial/streams/live-topic";
import type { MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  passwordOf,
  startTestPipeline,
  TEST_FEED,
  TEST_GATEWAY,
  type TestPipeline,
  testDevice,
} from "../testing/running-pipeline.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await startTestPipeline({
    env: {
      MQTT_MAX_PACKET_BYTES: "400000",
      MAX_PAYLOAD_BYTES: "20000",
      DEVICE_MAX_CONNECTIONS: "3",
      DEVICE_REFRESH_S: "0.2",
    },
  });
});
afterAll(() => pipeline.dispose());

const reading = () => JSON.stringify({ ts: Date.now(), pm25: 1 });
const closed = (client: MqttClient) => new Promise<void>((resolve) => client.once("close", () => resolve()));

it.each([
  ["a wrong password", { username: "air-1", password: "guess" }],
  ["another device's password", { username: "air-1", password: passwordOf("traffic-1") }],
  ["an empty password", { username: "air-1", password: "" }],
  ["a device that is not registered", { username: "nobody", password: "guess" }],
  ["a wrong password of the feed", { username: TEST_FEED.username, password: "guess" }],
  ["a name from the prototype", { username: "__proto__", password: "guess" }],
])("%s is refused", async (_name, account) => {
  await expect(pipeline.connect(account)).rejects.toThrow();
});

/** Readings and dead letters of all devices. */
async function storedRows(): Promise<number> {
  await pipeline.settled();
  const tables = ["traffic", "vehicle", "air", "parking", "weather", "camera"].map(
    (kind) => `${kind}_observation`,
  );
  const counts = [...tables, "dead_letter"].map((table) => `(select count(*) from timeseries.${table})`);
  const { rows } = await pipeline.database.pool.query(`select ${counts.join(" + ")} as rows`);
  return rows[0].rows;
}

it.each([
  "city/v1/air/air-2",
  "city/v1/traffic/traffic-1",
  "city/v1/air/air-1/x",
  "arterial/v1/live/figures",
  "$SYS/x",
])("a device may not publish to %s: it is disconnected and nothing is stored", async (topic) => {
  const before = await storedRows();
  const device = await pipeline.connectDevice("air-1");
  const gone = closed(device);
  device.publish(topic, reading(), { qos: 1 });
  await gone;
  expect(await storedRows()).toBe(before);
});

it("a device may subscribe to nothing, the gateway only to live frames", async () => {
  const device = await pipeline.connectDevice("air-1");
  const gateway = await pipeline.connect(TEST_GATEWAY);
  const grantOf = async (client: MqttClient, topic: string) => {
    const granted = await client
      .subscribeAsync(topic)
      .catch((error: { code: number }) => [{ qos: error.code }]);
    return granted[0]?.qos;
  };
  expect(await grantOf(device, "#")).not.toBe(0);
  expect(await grantOf(device, "city/v1/air/air-1")).not.toBe(0);
  expect(await grantOf(device, LIVE_TOPIC_FILTER)).not.toBe(0);
  expect(await grantOf(gateway, "#")).not.toBe(0);
  expect(await grantOf(gateway, "city/v1/+/+")).not.toBe(0);
  expect(await grantOf(gateway, LIVE_TOPIC_FILTER)).toBe(0);
});

it("the gateway may not publish", async () => {
  const gateway = await pipeline.connect(TEST_GATEWAY);
  const gone = closed(gateway);
  gateway.publish("city/v1/air/air-1", reading(), { qos: 1 });
  await gone;
});

it("a client cannot push another out by taking its client id", async () => {
  const device = await pipeline.connectDevice("air-1", { clientId: "same" });
  await pipeline.connectDevice("traffic-1", { clientId: "same" });
  await device.publishAsync("city/v1/air/air-1", reading(), { qos: 1 });
  expect(device.connected).toBe(true);
});

it("a device has so many connections and no more, and takes none of its neighbours' places", async () => {
  const connect = (clientId: string) => pipeline.connectDevice("parking-1", { clientId });
  const first = await connect("1");
  await connect("2");
  const third = await connect("3");
  await expect(connect("4")).rejects.toThrow("Server unavailable");
  await pipeline.connectDevice("camera-1");
  const gone = closed(first);
  await connect("1");
  await gone;
  await third.endAsync();
  const outcome = () =>
    connect("4").then(
      ({ connected }) => connected,
      () => false,
    );
  await expect.poll(outcome).toBe(true);
  const metrics = await fetch(`http://127.0.0.1:${pipeline.metricsPort}/metrics`);
  expect(await metrics.text()).toContain(
    'arterial_mqtt_refused_total{reason="too-many-connections-of-account"}',
  );
});

it.each([
  ["a device", { username: "weather-1", password: passwordOf("weather-1") }, 30_000, 200_000],
  ["a feed", TEST_FEED, 300_000, 1_000_000],
])(
  "a payload of %s that is too large is a dead letter, up to where its packet ends the connection before it is collected",
  async (_name, account, letterBytes, closingBytes) => {
    const client = await pipeline.connect(account);
    await client.publishAsync("city/v1/weather/weather-1", Buffer.alloc(letterBytes), { qos: 1 });
    await pipeline.settled();
    const [letter] = await readDeadLetters(pipeline.database.pool, { deviceId: "weather-1", limit: 1 });
    expect(letter).toMatchObject({ reason: "too-large" });
    const gone = closed(client);
    client.publish("city/v1/weather/weather-1", Buffer.alloc(closingBytes), { qos: 1 });
    await gone;
  },
);

it("a stranger cannot make the broker collect a large first packet", async () => {
  const socket = connectSocket(pipeline.mqttPort, "127.0.0.1");
  await once(socket, "connect");
  // CONNECT that announces 20,000 bytes.
  socket.write(Buffer.from([0x10, 0xa0, 0x9c, 0x01, 0x00]));
  socket.on("error", () => {});
  await once(socket, "close");
});

it("a device registered while the pipeline runs may connect and publish", async () => {
  const id = "air-new";
  await pipeline.connectDevice(id).catch(() => {});
  await upsertDevices(pipeline.database.pool, [testDevice(id, "air")]);
  await expect
    .poll(() =>
      pipeline.connectDevice(id).then(
        (client) => client.connected,
        () => false,
      ),
    )
    .toBe(true);
});

it("a device with a new password is disconnected and the old one refused", async () => {
  const id = "air-moved";
  await upsertDevices(pipeline.database.pool, [testDevice(id, "air")]);
  await expect
    .poll(() =>
      pipeline.connectDevice(id).then(
        (client) => client.connected,
        () => false,
      ),
    )
    .toBe(true);
  const device = await pipeline.connectDevice(id);
  const gone = closed(device);
  const passwordHash = createHash("sha256").update("new").digest("hex");
  await upsertDevices(pipeline.database.pool, [{ ...testDevice(id, "air"), passwordHash }]);
  await gone;
  await expect(pipeline.connectDevice(id)).rejects.toThrow();
});
