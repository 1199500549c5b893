import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { CONNACK, connectPacket, PUBACK } from "./mqtt-packets.ts";

const PUBACK_BYTES = 4;

/** One connection of the load: packets made beforehand, sent as a stream, acknowledgements counted. */
export interface LoadConnection {
  /** Sends prepared packets, all in one write. */
  send(packets: Buffer): void;
  /** Acknowledgements so far. */
  acknowledged(): number;
  onAcknowledged(handler: () => void): void;
  end(): void;
}

async function signIn(socket: Socket, connectBytes: Buffer): Promise<void> {
  socket.write(connectBytes);
  const [answer] = (await once(socket, "data")) as [Buffer];
  if (answer[0] !== CONNACK || answer[3] !== 0) throw new Error(`CONNACK ${answer.toString("hex")}`);
}

/** Reads the packet identifiers of acknowledgements, which may be cut anywhere. */
function createPubackReader(onPuback: (packetId: number) => void) {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk: Buffer) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.length - (bytes.length % PUBACK_BYTES);
    for (let at = 0; at < end; at += PUBACK_BYTES) onPuback(bytes.readUInt16BE(at + 2));
    rest = bytes.subarray(end);
  };
}

/** Opens a connection and signs in. */
export async function openLoadConnection(options: {
  port: number;
  clientId: string;
  username: string;
  password: string;
  /** Told the packet identifier of each acknowledgement. */
  onPuback?: (packetId: number) => void;
}): Promise<LoadConnection> {
  const socket = connect({ port: options.port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  await signIn(socket, connectPacket(options));
  let bytes = 0;
  let handler = () => {};
  const readPubacks = options.onPuback && createPubackReader(options.onPuback);
  socket.on("data", (chunk) => {
    if (bytes % PUBACK_BYTES === 0 && chunk[0] !== PUBACK)
      throw new Error(`not an acknowledgement: ${chunk.subarray(0, 8).toString("hex")}`);
    bytes += chunk.length;
    readPubacks?.(chunk);
    handler();
  });
  socket.on("error", (error) => {
    throw error;
  });
  let isEnded = false;
  socket.on("close", () => {
    if (!isEnded) throw new Error("the broker ended the connection");
  });
  return {
    send: (packets) => void socket.write(packets),
    acknowledged: () => Math.floor(bytes / PUBACK_BYTES),
    onAcknowledged: (next) => {
      handler = next;
    },
    end: () => {
      isEnded = true;
      socket.destroy();
    },
  };
}
