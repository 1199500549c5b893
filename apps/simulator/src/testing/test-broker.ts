import { type AddressInfo, createServer } from "node:net";
import { Aedes } from "aedes";
import type { OutgoingReading } from "../publish/publisher.ts";

/** A real broker on the loopback that keeps what is published to it. */
export interface TestBroker {
  port: number;
  url: string;
  messages: { topic: string; qos: number; readings: OutgoingReading[] }[];
  /** Resolves when so many readings have come. */
  received(readings: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a broker; with a password only that is let in. @param port 0 for a free one. */
export async function startTestBroker(
  options: { port?: number; password?: string } = {},
): Promise<TestBroker> {
  const aedes = await Aedes.createBroker();
  const messages: TestBroker["messages"] = [];
  let total = 0;
  let waiters: { readings: number; resolve: () => void }[] = [];
  aedes.authenticate = (_client, _username, password, done) =>
    done(null, options.password === undefined || password?.toString() === options.password);
  aedes.authorizePublish = (_client, packet, done) => {
    const parsed = JSON.parse(packet.payload.toString()) as OutgoingReading | OutgoingReading[];
    const readings = Array.isArray(parsed) ? parsed : [parsed];
    messages.push({ topic: packet.topic, qos: packet.qos, readings });
    total += readings.length;
    for (const waiter of waiters) if (total >= waiter.readings) waiter.resolve();
    waiters = waiters.filter((waiter) => total < waiter.readings);
    done(null);
  };
  const server = createServer(aedes.handle);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    messages,
    received: (readings) =>
      total >= readings ? Promise.resolve() : new Promise((resolve) => waiters.push({ readings, resolve })),
    stop: async () => {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
