import { type AddressInfo, createServer, type Server } from "node:net";
import { parseMqttTopic } from "@arterial/domain/mqtt-topic";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from "aedes";
import { createAccountConnections } from "./account-connections.ts";
import { type Account, type Accounts, mayPublish, maySubscribe } from "./accounts.ts";
import type { DeviceLimiter } from "./device-limiter.ts";
import { createInFlight } from "./in-flight.ts";
import type { TakeMessage } from "./ingest.ts";
import { limitPacketSize } from "./limit-packet-size.ts";
import type { PipelineMetrics } from "./pipeline-metrics.ts";

/** Who has not signed in, or only reads, has nothing large to say. */
const MAX_PLAIN_PACKET_BYTES = 8 * 1024;
/** A dead connection is noticed without MQTT's own keep-alive too, and gives its account's place back. */
const TCP_KEEP_ALIVE_MS = 60_000;
const NOT_AVAILABLE = 3;
const BAD_PASSWORD = 4;
const NOT_AUTHORIZED = 5;
const NO_BYTES = Buffer.alloc(0);

/** How much the broker lets its clients have. */
export interface BrokerLimits {
  connections: number;
  /** Connections of one device. */
  deviceConnections: number;
  /** Connections of one account of the settings: a feed's, the web servers'. */
  feedConnections: number;
  /** A larger packet ends the connection. */
  packetBytes: number;
  /** The same for a device. */
  devicePacketBytes: number;
}

/** What the embedded broker needs. */
export interface EmbeddedBrokerOptions {
  accounts: Accounts;
  /** Must resolve only when the message is safe: the acknowledgement follows. */
  take: TakeMessage;
  limits: BrokerLimits;
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
  const { accounts, metrics, logger, limiter, limits } = options;
  const accountOf = new WeakMap<Client, Account>();
  const connections = createAccountConnections();

  function refuse(client: Client | null, reason: string, detail: object): void {
    metrics.refused.add({ reason });
    logger.warn({ reason, clientId: client?.id, ...detail }, "mqtt refused");
  }

  return {
    accountOf: (client: Client) => accountOf.get(client),
    refuse,
    /** Why the client may not come in, if it may not. */
    authenticate: async (client: Client, username: string | undefined, password: Buffer | undefined) => {
      const account = await accounts.authenticate(username, password);
      if (!account) {
        refuse(client, "bad-credentials", { username });
        return authenticateError("bad credentials", BAD_PASSWORD);
      }
      const max = account.role === "device" ? limits.deviceConnections : limits.feedConnections;
      if (!connections.admit(client, username ?? "", max)) {
        refuse(client, "too-many-connections-of-account", { username, max });
        return authenticateError("too many connections of this account", NOT_AVAILABLE);
      }
      accountOf.set(client, account);
      if (account.role === "device") client.conn.once("close", () => limiter.drop(account.deviceId, client));
      return null;
    },
    maxPacketBytes: (client: Client) => {
      const role = accountOf.get(client)?.role;
      if (role === "feed") return limits.packetBytes;
      return role === "device" ? limits.devicePacketBytes : MAX_PLAIN_PACKET_BYTES;
    },
    mayPublish: (client: Client | null, packet: PublishPacket): client is Client => {
      const account = client ? accountOf.get(client) : undefined;
      if (account && mayPublish(account, packet.topic)) return true;
      refuse(client, "publish-not-allowed", { topic: packet.topic });
      return false;
    },
    /** Hands a publication on, a device's in its turn; false when too much of it is held already. */
    handOn: (client: Client, packet: PublishPacket, hand: () => Promise<void>) => {
      const account = accountOf.get(client);
      if (account?.role !== "device") {
        void hand();
        return true;
      }
      // A last will comes when its client is gone.
      const sender = client.closed ? undefined : client;
      const payloadBytes = packet.payload.length;
      const taken = limiter.take(account.deviceId, { payloadBytes, sender, hand });
      if (taken === "waits") metrics.heldBack.add({ kind: parseMqttTopic(packet.topic)?.kind ?? "unknown" });
      if (taken === "full") refuse(client, "too-much-held", { topic: packet.topic, payloadBytes });
      return taken !== "full";
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
        (refusal) => done(refusal, refusal === null),
        (error: unknown) => {
          logger.error({ err: error }, "mqtt authentication failed");
          done(authenticateError("not available", NOT_AVAILABLE), false);
        },
      );
    },
    authorizePublish: (client, packet, done) => {
      if (!guard.mayPublish(client, packet)) return done(authenticateError("not authorized", NOT_AUTHORIZED));
      // Nobody may subscribe to readings, so a retained one would only take up memory.
      packet.retain = false;
      const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
      const isWill = client.closed;
      const hand = () =>
        // A last will comes without the flag, whatever its type says.
        take({ topic: packet.topic, payload, isRedelivery: packet.dup === true }).then(
          () => {
            // At QoS 2 aedes keeps the packet until the client lets go of it; what it said is safe by now.
            packet.payload = NO_BYTES;
            // Nobody waits for the answer any more, and aedes would keep what comes after the connection's end.
            if (isWill || !client.closed) done(null);
          },
          (error: unknown) => {
            logger.error({ err: error, topic: packet.topic }, "message not taken");
            done(error instanceof Error ? error : new Error("message not taken"));
          },
        );
      if (!guard.handOn(client, packet, hand)) done(new Error("too much of this device is held"));
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

/**
 * Everything is sent at QoS 0, so that no acknowledgement is of anything. The memory persistence of aedes 1.2 would keep
 * an empty list for each client id that ever sent one.
 */
function keepNothingOutgoing(broker: Aedes): void {
  const { persistence } = broker as unknown as {
    persistence: { outgoingClearMessageId(): Promise<undefined> };
  };
  persistence.outgoingClearMessageId = () => Promise.resolve(undefined);
}

async function createAedes(hooks: ReturnType<typeof createHooks>, logger: Logger): Promise<Aedes> {
  const broker = new Aedes({
    ...hooks,
    // A client id is chosen by the client: bound to the user name, so that nobody can push another out by its id.
    preConnect: (_client, packet, done) => {
      if (packet.clientId) packet.clientId = `${packet.username ?? ""}/${packet.clientId}`;
      // Devices have no subscriptions, and a reading that comes again is known by its identity: there is nothing to
      // keep of a session, and kept ones would stay for good under whatever client ids somebody thinks of.
      packet.clean = true;
      done(null, true);
    },
    connectTimeout: 10_000,
    queueLimit: 100,
  });
  await broker.listen();
  keepNothingOutgoing(broker);
  broker.on("clientError", (client, error) =>
    logger.debug({ clientId: client.id, err: error }, "mqtt client error"),
  );
  broker.on("connectionError", (_client, error) => logger.debug({ err: error }, "mqtt connection error"));
  return broker;
}

/** A server whose sockets the broker serves, within the limits. */
function createSocketServer(broker: Aedes, guard: Guard, options: EmbeddedBrokerOptions): Server {
  const keepAlive = { keepAlive: true, keepAliveInitialDelay: TCP_KEEP_ALIVE_MS };
  const server = createServer(keepAlive, (socket) => {
    socket.setNoDelay(true);
    const client = broker.handle(socket);
    limitPacketSize(client, {
      maxBytes: () => guard.maxPacketBytes(client),
      onTooLarge: (bytes) => guard.refuse(client, "packet-too-large", { bytes }),
    });
  });
  server.maxConnections = options.limits.connections;
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
