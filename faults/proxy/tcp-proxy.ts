import { type AddressInfo, createServer, type Server, Socket } from "node:net";

/** What a link does to the bytes that pass. */
export interface LinkFault {
  /** Delay of every chunk in either direction, ms. */
  latencyMs?: number;
  /** Share of chunks that are "lost": they and all that follow come `lossMs` later, as TCP's sender would repeat them. */
  lossShare?: number;
  lossMs?: number;
  /** New connections are reset. */
  isRefusing?: boolean;
}

/** A TCP link between two parts that can be made bad. */
export interface TcpProxy {
  readonly port: number;
  setFault(fault: LinkFault): void;
  /** Every open connection loses its bytes from now on in both directions and is never told; new ones work. */
  halfOpen(): void;
  /** Resets every open connection. */
  cut(): void;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
  isSilent: boolean;
}

const LOSS_MS = 200;

/** Passes bytes on from one side of a pair to the other, late when the link says so; chunks never overtake. */
function forward(pair: Pair, [from, to]: [Socket, Socket], delayMs: () => number): Promise<void> {
  let line = Promise.resolve();
  let queued = 0;
  const send = (chunk: Buffer) => {
    if (pair.isSilent || to.destroyed) return;
    if (!to.write(chunk)) from.pause();
  };
  from.on("data", (chunk: Buffer) => {
    if (pair.isSilent) return;
    const waitMs = delayMs();
    if (waitMs === 0 && queued === 0) return send(chunk);
    const due = new Promise<void>((resolve) => setTimeout(resolve, waitMs));
    queued += 1;
    line = Promise.all([line, due]).then(() => {
      queued -= 1;
      send(chunk);
    });
  });
  to.on("drain", () => from.resume());
  from.on("error", () => {});
  return new Promise((resolve) => {
    from.on("close", () => {
      resolve();
      if (!pair.isSilent) void line.then(() => to.destroy());
    });
  });
}

function openPair(client: Socket, targetPort: number): Pair {
  const server = new Socket().connect(targetPort, "127.0.0.1");
  client.setNoDelay(true);
  server.setNoDelay(true);
  return { client, server, isSilent: false };
}

/** Starts a proxy to a port of this machine; `chance` decides which chunks are lost. */
export async function startTcpProxy(options: {
  targetPort: number;
  chance: () => number;
}): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let fault: LinkFault = {};
  const delayMs = () => {
    const isLost = fault.lossShare !== undefined && options.chance() < fault.lossShare;
    return (fault.latencyMs ?? 0) + (isLost ? (fault.lossMs ?? LOSS_MS) : 0);
  };
  const listener = createServer((client) => {
    if (fault.isRefusing) return void client.resetAndDestroy();
    const pair = openPair(client, options.targetPort);
    pairs.add(pair);
    const { server } = pair;
    const ended = [forward(pair, [client, server], delayMs), forward(pair, [server, client], delayMs)];
    void Promise.all(ended).then(() => pairs.delete(pair));
  });
  const port = await listen(listener);
  const cut = () => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  };
  return {
    port,
    setFault: (next) => {
      fault = next;
    },
    halfOpen: () => {
      for (const pair of pairs) pair.isSilent = true;
    },
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
