import { connect, type Socket } from "node:net";
import { ByteReader } from "./byte-reader.ts";
import { encodeMessage, readAnswer, type TraciCommand } from "./messages.ts";
import { TraciError } from "./traci-error.ts";

/** A TraCI connection: one message and its answer at a time. */
export interface TraciConnection {
  /**
   * Sends commands in one message and reads their answers in order.
   * @throws TraciError `REFUSED` at the first command that SUMO refuses (it does not look at those after it), `CLOSED`.
   */
  send<T>(commands: readonly TraciCommand<T>[]): Promise<T[]>;
  /** Closes the socket; a waiting `send` fails with `CLOSED`. */
  destroy(): void;
}

const RETRY_EVERY_MS = 100;

/**
 * Connects to a SUMO that listens (`--remote-port`), trying again while it is still loading its network.
 * @throws TraciError `CLOSED` when nobody answers within `withinMs` or the signal is aborted.
 */
export async function connectTraci(options: {
  host: string;
  port: number;
  withinMs: number;
  signal?: AbortSignal;
}): Promise<TraciConnection> {
  const triesLeft = Math.ceil(options.withinMs / RETRY_EVERY_MS);
  for (let left = triesLeft; left > 0 && !options.signal?.aborted; left -= 1) {
    const socket = await tryConnect(options.host, options.port);
    if (socket) return createConnection(socket);
    await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
  }
  throw new TraciError("CLOSED", `No SUMO answered at ${options.host}:${options.port}`);
}

function tryConnect(host: string, port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
    socket.once("error", () => {
      socket.destroy();
      resolve(undefined);
    });
  });
}

function createConnection(socket: Socket): TraciConnection {
  const frames = readFrames(socket);
  let last: Promise<unknown> = Promise.resolve();

  async function exchange<T>(commands: readonly TraciCommand<T>[]): Promise<T[]> {
    if (socket.destroyed) throw new TraciError("CLOSED", "The connection to SUMO is closed");
    socket.write(encodeMessage(commands));
    const reader = new ByteReader(await frames.next());
    return commands.map((command) => readAnswer(reader, command));
  }

  return {
    send: (commands) => {
      const answer = last.then(() => exchange(commands));
      last = answer.catch(() => undefined);
      return answer;
    },
    destroy: () => void socket.destroy(),
  };
}

/** Cuts the bytes of a socket into messages by their length. */
function readFrames(socket: Socket): { next(): Promise<Uint8Array> } {
  let pieces: Buffer[] = [];
  let size = 0;
  let wanted: { resolve: (frame: Uint8Array) => void; reject: (error: Error) => void } | undefined;

  function deliver(): void {
    if (!wanted || size < 4) return;
    const first = pieces[0] as Buffer;
    const head = first.length >= 4 ? first : Buffer.concat(pieces, size);
    const length = head.readInt32BE(0);
    if (size < length) return;
    const all = pieces.length === 1 ? first : Buffer.concat(pieces, size);
    const rest = all.subarray(length);
    pieces = rest.length > 0 ? [rest] : [];
    size = rest.length;
    const { resolve } = wanted;
    wanted = undefined;
    resolve(all.subarray(4, length));
  }

  socket.on("data", (piece: Buffer) => {
    pieces.push(piece);
    size += piece.length;
    deliver();
  });
  let failure: Error | undefined;
  socket.on("error", (error) => {
    failure = error;
  });
  socket.on("close", () => {
    wanted?.reject(new TraciError("CLOSED", "SUMO closed the connection", { cause: failure }));
    wanted = undefined;
  });
  return {
    next: () =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new TraciError("CLOSED", "The connection to SUMO is closed"));
        wanted = { resolve, reject };
        deliver();
      }),
  };
}
