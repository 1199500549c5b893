import { createServer, Socket } from "node:net";

/** A way to a server that can lose everything that is said on its connections of the moment, without ending them. */
export interface HalfOpenLink {
  readonly port: number;
  /** From now on nothing passes on the connections that are open; new ones work. */
  halfOpen(): void;
  close(): void;
}

/** Opens a link to the host and port of an address. */
export async function openLink({ hostname, port }: URL): Promise<HalfOpenLink> {
  const pairs: { client: Socket; server: Socket }[] = [];
  const listener = createServer((client) => {
    const server = new Socket().connect(Number(port), hostname);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on("error", () => {});
    pairs.push({ client, server });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    halfOpen: () => {
      for (const { client, server } of pairs) {
        client.unpipe(server);
        server.unpipe(client);
        client.resume();
      }
    },
    close: () => {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      listener.close();
    },
  };
}
