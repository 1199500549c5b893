import { parseArgs } from "node:util";
import { quantileSorted } from "../../packages/domain/src/statistics/quantile.ts";
import { numberOf, stationId } from "./air-stations.ts";
import { benchDeviceId, benchReading, FLEET_SIZE } from "./fleet.ts";
import { openLoadConnection } from "./load-connection.ts";
import { publishPacket } from "./mqtt-packets.ts";

/**
 * Publishes readings of loops at QoS 1 at a steady rate, each with the time at which it was due, and prints one line of
 * JSON an interval: `{ sent, acknowledged, p50Ms, p99Ms }`, from when a message was due to its acknowledgement, and
 * `startedAt`, epoch ms, when the first one was due. The last line, after everything was acknowledged, has `isLast`.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "1883" },
    username: { type: "string", default: "" },
    password: { type: "string", default: "" },
    perSecond: { type: "string", default: "3000" },
    seconds: { type: "string", default: "60" },
    intervalS: { type: "string", default: "10" },
    connections: { type: "string", default: "20" },
    /** Loops send, or air stations whose fine dust, µg/m³, tells the round of their message. */
    kind: { type: "string", default: "traffic" },
    /** Added to that, µg/m³. */
    addedUgM3: { type: "string", default: "0" },
    /** Devices that send in turn. */
    loops: { type: "string", default: String(FLEET_SIZE.traffic) },
  },
});
const perSecond = Number(values.perSecond);
const messages = perSecond * Number(values.seconds);
const connections = Number(values.connections);
const loops = Number(values.loops);
const addedUgM3 = Number(values.addedUgM3);
const PACKET_IDS = 65_535;
const TICK_MS = 5;

let latencies: number[] = [];
let acknowledged = 0;
let sent = 0;

/** One connection with when each of its messages under way was due, by packet identifier. */
async function open(index: number) {
  const dueAt = new Map<number, number>();
  let sequence = 0;
  const { port, username, password } = values;
  const connection = await openLoadConnection({
    port: Number(port),
    username,
    password,
    clientId: `paced-${index}`,
    onPuback: (id) => {
      const due = dueAt.get(id);
      if (due === undefined) throw new Error(`acknowledged twice or never sent: ${id}`);
      dueAt.delete(id);
      latencies.push(performance.now() - due);
      acknowledged++;
    },
  });
  return {
    packet: (topic: string, payload: string, due: number) => {
      dueAt.set((sequence % PACKET_IDS) + 1, due);
      return publishPacket(topic, payload, sequence++);
    },
    send: connection.send,
    end: connection.end,
  };
}

function report(isLast: boolean): void {
  const sorted = latencies.sort((a, b) => a - b);
  latencies = [];
  const p50Ms = quantileSorted(sorted, 0.5) ?? 0;
  const p99Ms = quantileSorted(sorted, 0.99) ?? 0;
  process.stdout.write(
    `${JSON.stringify({ startedAt: performance.timeOrigin + startedAt, sent, acknowledged, p50Ms, p99Ms, isLast })}\n`,
  );
}

const opened = await Promise.all(Array.from({ length: connections }, (_, index) => open(index)));
const startedAt = performance.now();

/** The n-th message: its topic and its reading. */
function messageOf(n: number): { topic: string; reading: object } {
  if (values.kind === "traffic") {
    const topic = `city/v1/traffic/${benchDeviceId("traffic", n, loops)}`;
    return { topic, reading: benchReading("traffic", n, 0) };
  }
  return {
    topic: `city/v1/${values.kind}/${stationId(n % loops)}`,
    reading: { pm25: addedUgM3 + numberOf(n, loops) },
  };
}

/** Sends what is due by now; a device always uses the same connection. */
function sendDue(): void {
  const due = Math.min(messages, Math.floor(((performance.now() - startedAt) * perSecond) / 1_000));
  const packets = new Map<number, Buffer[]>();
  for (; sent < due; sent++) {
    const dueAt = startedAt + (sent * 1_000) / perSecond;
    const index = (sent % loops) % connections;
    const ts = Math.floor(performance.timeOrigin + dueAt);
    const { topic, reading } = messageOf(sent);
    const packet = opened[index]?.packet(topic, JSON.stringify({ ...reading, ts }), dueAt);
    if (packet) packets.set(index, [...(packets.get(index) ?? []), packet]);
  }
  for (const [index, of] of packets) opened[index]?.send(Buffer.concat(of));
}

const reporting = setInterval(() => report(false), Number(values.intervalS) * 1_000);
const sending = setInterval(() => {
  sendDue();
  if (acknowledged < messages) return;
  clearInterval(sending);
  clearInterval(reporting);
  report(true);
  for (const { end } of opened) end();
}, TICK_MS);
