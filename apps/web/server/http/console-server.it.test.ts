import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createConsoleServer } from "./console-server.ts";

let server: Server;
const upgraded: Socket[] = [];

async function listen(isDev: boolean): Promise<void> {
  server = createConsoleServer({ isDev });
  server.on("request", (_request, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

afterEach(async () => {
  for (const socket of upgraded.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Asks for an upgrade; gives the connection. */
function ask(path: string, protocol = "websocket"): Socket {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: console\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`,
  );
  return socket;
}

/** The other end of the next connection that is handed over. */
const nextUpgrade = () =>
  new Promise<Socket>((resolve) => {
    server.once("upgrade", (_request, socket: Socket) => {
      upgraded.push(socket);
      resolve(socket);
    });
  });

const firstBytes = (socket: Socket) =>
  new Promise<string>((resolve) => socket.once("data", (bytes) => resolve(String(bytes))));

describe("a request for an upgrade", () => {
  it.each([
    ["/", "websocket"],
    ["/live", "websocket"],
    ["/_next/hmr", "websocket"],
    ["/api/v1/segments", "h2c"],
    ["http://console/live/", "websocket"],
  ])("is answered as any other at %s, for all the listeners there are", async (path, protocol) => {
    await listen(false);
    server.on("upgrade", (_request, socket: Socket) => upgraded.push(socket));
    const socket = ask(path, protocol);
    expect(await firstBytes(socket)).toMatch(/^HTTP\/1.1 404 /);
    expect(upgraded).toEqual([]);
    socket.destroy();
  });

  it("is handed over at the live line's address, and survives that the other side hangs up", async () => {
    await listen(false);
    const upgrade = nextUpgrade();
    const socket = ask("/live/?EIO=4&transport=websocket");
    const other = await upgrade;
    const isClosed = new Promise((resolve) => other.on("close", resolve));
    other.resume();
    socket.resetAndDestroy();
    // The reset of a connection is an error, and one without a listener fails this test as it would end the process.
    expect(await isClosed).toBe(true);
  });

  it("is handed over at all addresses in development, for the hot reload", async () => {
    await listen(true);
    const upgrade = nextUpgrade();
    const socket = ask("/_next/hmr");
    expect((await upgrade).destroyed).toBe(false);
    socket.destroy();
  });
});
