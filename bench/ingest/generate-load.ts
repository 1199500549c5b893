import { parseArgs } from "node:util";
import { connectAsync, type MqttClient } from "mqtt";

/**
 * Publishes vehicle positions at QoS 1 as fast as they are acknowledged, from its own process, and prints one line of
 * JSON: `{ readings, seconds }`, from the first publication to the last acknowledgement.
 */
const { values } = parseArgs({
  options: {
    url: { type: "string", default: "mqtt://127.0.0.1:1883" },
    username: { type: "string", default: "" },
    password: { type: "string", default: "" },
    topic: { type: "string", default: "city/v1/vehicle/vehicle-1" },
    readings: { type: "string", default: "10000" },
    connections: { type: "string", default: "4" },
    /** Readings of one message; 1 sends an object, more an array. */
    perMessage: { type: "string", default: "1" },
    /** Messages of one connection that wait for their acknowledgement. */
    window: { type: "string", default: "500" },
  },
});
const perMessage = Number(values.perMessage);
const connections = Number(values.connections);
const messages = Math.ceil(Number(values.readings) / perMessage / connections);
const startAt = Date.now() - 60 * 60 * 1_000;

function payload(connection: number, message: number): string {
  const readings = Array.from({ length: perMessage }, (_, k) => {
    const n = message * perMessage + k;
    const id = `v${connection}-${n % 500}`;
    return {
      ts: startAt + n,
      id,
      lon: 10.1234,
      lat: 54.1234,
      speedKmh: 37.5,
      headingDeg: 90,
      segmentId: "s1",
    };
  });
  return JSON.stringify(perMessage === 1 ? readings[0] : readings);
}

function publishAll(client: MqttClient, connection: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let next = 0;
    let acknowledged = 0;
    const publishMore = () => {
      while (next < messages && next - acknowledged < Number(values.window)) {
        client.publish(values.topic, payload(connection, next++), { qos: 1 }, (error) => {
          if (error) return reject(error);
          acknowledged++;
          if (acknowledged === messages) resolve();
          else publishMore();
        });
      }
    };
    publishMore();
  });
}

const clients = await Promise.all(
  Array.from({ length: connections }, (_, i) => {
    const { username, password } = values;
    return connectAsync(values.url, { username, password, clientId: `load-${i}`, protocolVersion: 4 });
  }),
);
const startedAt = performance.now();
await Promise.all(clients.map(publishAll));
const seconds = (performance.now() - startedAt) / 1_000;
process.stdout.write(`${JSON.stringify({ readings: messages * perMessage * connections, seconds })}\n`);
await Promise.all(clients.map((client) => client.endAsync(true)));
