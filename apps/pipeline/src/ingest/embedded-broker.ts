import { type AddressInfo, createServer, type Server } from "node:net";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from "aedes";
import { type Account, type Accounts, mayPublish, maySubscribe } from "./accounts.ts";
import type { DeviceLimiter } from "./device-limiter.ts";
import { createInFlight } from "./in-flight.ts";
import type { TakeMessage } from "./ingest.ts";
import { limitPacketSize } from "./limit-packet-size.ts";
import type { PipelineMetrics } from "./pipeline-metrics.ts";

/** Before a client has signed in there is nothing large that it could have to say. */
const MAX_CONNECT_BYTES = 8 * 1024;
const NOT_AUTHORIZED = 5;
const BAD_PASSWORD = 4;

/** What the embedded broker needs. */
export interface EmbeddedBrokerOptions {
  accounts: Accounts;
  /** Must resolve only when the message is safe: the acknowledgement follows. */
  take: TakeMessage;
  maxConnections: number;
  maxPacketBytes: number;
  /** For connections of devices; a feed speaks for many and is trusted. */
  limiter: DeviceLimiter;
  metrics: PipelineMetrics;
  logger: Logger;
}

/** The broker; it can publish at once and takes connections once it listens. */
export interface EmbeddedBroker {
  /**
   * Opens the port. Its `stop` waits for messages under way, then ends all connections.
   *
   * @throws when the port is taken.
   */
  listen(address: { port: number; host: string }): Promise<Started<{ port: number }>>;
  /** Sends to whoever is subscribed; retained messages replace the one before. */
  publish(topic: string, payload: string, options: { isRetained: boolean }): Promise<void>;
  clients(): number;
  /** Ends the connections of devices that lost their rights. */
  disconnect(deviceIds: readonly string[]): void;
}

function authenticateError(message: string, returnCode: number): AuthenticateError {
  return Object.assign(new Error(message), { returnCode });
}

/** The broker's decisions about its clients, and what it remembers of them. */
function createGuard(options: EmbeddedBrokerOptions) {
  const { accounts, metrics, logger, limiter } = options;
  const accountOf = new WeakMap<Client, Account>();

  function refuse(client: Client | null, reason: string, detail: object): void {
    metrics.refused.add({ reason });
    logger.warn({ reason, clientId: client?.id, ...detail }, "mqtt refused");
  }

  return {
    accountOf: (client: Client) => accountOf.get(client),
    refuse,
    authenticate: async (client: Client, username: string | undefined, password: Buffer | undefined) => {
      const account = await accounts.authenticate(username, password);
      if (account) accountOf.set(client, account);
      else refuse(client, "bad-credentials", { username });
      return account !== undefined;
    },
    /** How long a device's message has to wait, ms. */
    waitMs: (client: Client | null, packet: PublishPacket) => {
      const account = client ? accountOf.get(client) : undefined;
      if (account?.role !== "device") return 0;
      const waitMs = limiter.waitMs(account.deviceId, packet.payload.length);
      if (waitMs > 0) metrics.heldBack.add({ kind: packet.topic.split("/")[2] ?? "" });
      return waitMs;
    },
    mayPublish: (client: Client | null, packet: PublishPacket) => {
      const account = client ? accountOf.get(client) : undefined;
      if (account && mayPublish(account, packet.topic)) return true;
      refuse(client, "publish-not-allowed", { topic: packet.topic });
      return false;
    },
    maySubscribe: (client: Client, topic: string) => {
      const account = accountOf.get(client);
      if (account && maySubscribe(account, topic)) return true;
      refuse(client, "subscribe-not-allowed", { topic });
      return false;
    },
  };
}

type Guard = ReturnType<typeof createGuard>;

/** The hooks of aedes, whose publish hook runs before the acknowledgement and may wait. */
function createHooks(guard: Guard, take: TakeMessage, logger: Logger) {
  return {
    authenticate: (client, username, password, done) => {
      guard.authenticate(client, username, password).then(
        (isKnown) =>
          isKnown ? done(null, true) : done(authenticateError("bad credentials", BAD_PASSWORD), false),
        (error: unknown) => {
          logger.error({ err: error }, "mqtt authentication failed");
          done(authenticateError("not available", 3), false);
        },
      );
    },
    authorizePublish: (client, packet, done) => {
      if (!guard.mayPublish(client, packet)) return done(authenticateError("not authorized", NOT_AUTHORIZED));
      // Nobody may subscribe to readings, so a retained one would only take up memory.
      packet.retain = false;
      const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
      const hand = () =>
        // A last will comes without the flag, whatever its type says.
        take({ topic: packet.topic, payload, isRedelivery: packet.dup === true }).then(
          () => done(null),
          (error: unknown) => {
            logger.error({ err: error, topic: packet.topic }, "message not taken");
            done(error instanceof Error ? error : new Error("message not taken"));
          },
        );
      // Waiting here stops the reading of this client's socket, and of no other's.
      const waitMs = guard.waitMs(client, packet);
      if (waitMs > 0) setTimeout(hand, waitMs).unref();
      else void hand();
    },
    authorizeSubscribe: (client, subscription, done) =>
      done(null, guard.maySubscribe(client, subscription.topic) ? subscription : null),
  } satisfies ConstructorParameters<typeof Aedes>[0];
}

function openPort(server: Server, address: { port: number; host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, () => resolve((server.address() as AddressInfo).port));
  });
}

async function createAedes(hooks: ReturnType<typeof createHooks>, logger: Logger): Promise<Aedes> {
  const broker = new Aedes({
    ...hooks,
    // A client id is chosen by the client: bound to the user name, so that nobody can push another out by its id.
    preConnect: (_client, packet, done) => {
      if (packet.clientId) packet.clientId = `${packet.username ?? ""}/${packet.clientId}`;
      done(null, true);
    },
    connectTimeout: 10_000,
    queueLimit: 100,
  });
  await broker.listen();
  broker.on("clientError", (client, error) =>
    logger.debug({ clientId: client.id, err: error }, "mqtt client error"),
  );
  broker.on("connectionError", (_client, error) => logger.debug({ err: error }, "mqtt connection error"));
  return broker;
}

/** A server whose sockets the broker serves, within the limits. */
function createSocketServer(broker: Aedes, guard: Guard, options: EmbeddedBrokerOptions): Server {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    const client = broker.handle(socket);
    limitPacketSize(client, {
      maxBytes: () => (client.connected ? options.maxPacketBytes : MAX_CONNECT_BYTES),
      onTooLarge: (bytes) => guard.refuse(client, "packet-too-large", { bytes }),
    });
  });
  server.maxConnections = options.maxConnections;
  server.on("drop", () => options.metrics.refused.add({ reason: "too-many-connections" }));
  return server;
}

/**
 * MQTT 3.1.1 broker within this process: readings of devices go to `take`, live frames to the gateway, nothing else
 * anywhere. A QoS 1 publication is acknowledged once `take` resolved.
 */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<Started<EmbeddedBroker>> {
  const guard = createGuard(options);
  const inFlight = createInFlight();
  const hooks = createHooks(guard, (message) => inFlight.track(options.take(message)), options.logger);
  const broker = await createAedes(hooks, options.logger);
  const open = new Set<Client>();
  broker.on("clientReady", (client) => open.add(client));
  broker.on("clientDisconnect", (client) => open.delete(client));

  const value: EmbeddedBroker = {
    listen: async (address) => {
      const server = createSocketServer(broker, guard, options);
      const port = await openPort(server, address);
      const stop = async () => {
        server.close();
        await inFlight.settle(2_000);
        for (const client of open) client.close();
      };
      return { value: { port }, stop };
    },
    publish: (topic, payload, { isRetained }) =>
      new Promise((resolve, reject) => {
        const packet = { cmd: "publish", topic, payload, qos: 0, retain: isRetained, dup: false } as const;
        broker.publish(packet, (error) => (error ? reject(error) : resolve()));
      }),
    clients: () => open.size,
    disconnect: (deviceIds) => {
      const revoked = new Set(deviceIds);
      for (const client of open) {
        const account = guard.accountOf(client);
        if (account?.role === "device" && revoked.has(account.deviceId)) client.close();
      }
    },
  };
  return { value, stop: () => new Promise((resolve) => broker.close(() => resolve())) };
}
