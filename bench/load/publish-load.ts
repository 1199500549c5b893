import { parseArgs } from "node:util";
import { benchDeviceId, benchReading, FLEET_SIZE, type LoadKind } from "./fleet.ts";
import { type LoadConnection, openLoadConnection } from "./load-connection.ts";
import { publishPacket } from "./mqtt-packets.ts";

/**
 * Publishes readings at QoS 1 as fast as they are acknowledged, from its own process, and prints one line of JSON:
 * `{ readings, messages, acknowledged, startedAt, seconds }`, from the first publication to the last acknowledgement. The packets
 * are made before the clock starts.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "1883" },
    username: { type: "string", default: "" },
    password: { type: "string", default: "" },
    kind: { type: "string", default: "traffic" },
    messages: { type: "string", default: "10000" },
    /** Readings of one message; 1 sends an object, more an array of one device's readings. */
    perMessage: { type: "string", default: "1" },
    connections: { type: "string", default: "20" },
    /** Messages of one connection that wait for their acknowledgement. */
    window: { type: "string", default: "200" },
    /** Time of the first reading, epoch ms. */
    startAt: { type: "string", default: "0" },
  },
});
const kind = values.kind as LoadKind;
const perMessage = Number(values.perMessage);
const connections = Number(values.connections);
const window = Number(values.window);
const startAt = Number(values.startAt);
const messagesPerConnection = Math.ceil(Number(values.messages) / connections);

interface Prepared {
  bytes: Buffer;
  /** Where each message ends. */
  ends: number[];
}

/** Message m of a connection: the devices are shared out among the connections, so that each one's stay in order. */
function prepare(connection: number): Prepared {
  const own = FLEET_SIZE[kind] / connections;
  const packets: Buffer[] = [];
  const ends: number[] = [];
  let end = 0;
  for (let m = 0; m < messagesPerConnection; m++) {
    const device = connection * own + (m % own);
    const firstRound = Math.floor(m / own) * perMessage;
    const readings = Array.from({ length: perMessage }, (_, k) =>
      benchReading(kind, device + (firstRound + k) * FLEET_SIZE[kind], startAt),
    );
    const payload = JSON.stringify(perMessage === 1 ? readings[0] : readings);
    const packet = publishPacket(`city/v1/${kind}/${benchDeviceId(kind, device)}`, payload, m);
    packets.push(packet);
    end += packet.length;
    ends.push(end);
  }
  return { bytes: Buffer.concat(packets), ends };
}

function publishAll(connection: LoadConnection, { bytes, ends }: Prepared): Promise<void> {
  return new Promise((resolve) => {
    let sent = 0;
    const sendMore = () => {
      const acknowledged = connection.acknowledged();
      if (acknowledged === ends.length) return resolve();
      const until = Math.min(ends.length, acknowledged + window);
      if (until === sent) return;
      connection.send(bytes.subarray(sent === 0 ? 0 : ends[sent - 1], ends[until - 1]));
      sent = until;
    };
    connection.onAcknowledged(sendMore);
    sendMore();
  });
}

const prepared = Array.from({ length: connections }, (_, i) => prepare(i));
const opened = await Promise.all(
  prepared.map((_, i) => {
    const { username, password } = values;
    return openLoadConnection({ port: Number(values.port), username, password, clientId: `load-${i}` });
  }),
);
const startedAt = performance.timeOrigin + performance.now();
await Promise.all(opened.map((connection, i) => publishAll(connection, prepared[i] as Prepared)));
const seconds = (performance.timeOrigin + performance.now() - startedAt) / 1_000;
const acknowledged = opened.reduce((sum, connection) => sum + connection.acknowledged(), 0);
const messages = messagesPerConnection * connections;
process.stdout.write(
  `${JSON.stringify({ readings: messages * perMessage, messages, acknowledged, startedAt, seconds })}\n`,
);
for (const connection of opened) connection.end();
