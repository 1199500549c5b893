import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Actor } from "@arterial/api/actor";
import type { ServiceContext } from "@arterial/api/context";
import { systemClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { createMetrics } from "@arterial/runtime/metrics";
import { afterEach, beforeEach, expect, test } from "vitest";
import { comeBack } from "../../src/live/come-back.ts";
import { connectLiveClient, type LiveClient } from "../testing/live-client.ts";
import { startLiveGateway } from "./live-gateway.ts";

const viewer: Actor = { type: "token", id: "t", name: "test", role: "viewer" };
const SOON_MS = 20;
const NEVER_MS = 60_000;

let httpServer: Server;
let gateway: ReturnType<typeof startLiveGateway>;
let actor: Actor | null;
let client: LiveClient;

beforeEach(async () => {
  httpServer = createServer((_request, response) => response.writeHead(404).end());
  gateway = startLiveGateway({
    httpServer,
    clock: systemClock,
    log: createLogger({ name: "test", level: "silent" }),
    metrics: createMetrics(),
    isSameOrigin: () => true,
    identify: async () => ({ actor }) as ServiceContext,
  });
  await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  client.socket.disconnect();
  await gateway.stop();
  await new Promise((resolve) => httpServer.close(resolve));
});

/** A browser that watches what is abnormal, and tries again so long after it was refused. */
function watchFromBrowser(refused: number) {
  const { port } = httpServer.address() as AddressInfo;
  client = connectLiveClient(`http://127.0.0.1:${port}`);
  const { socket } = client;
  let isRefused = false;
  let answered = Promise.withResolvers<void>();
  const ask = async () => {
    // A line that is closed meanwhile gives no answer.
    const answer = await client.watch({ layers: ["abnormal"] }).catch(() => null);
    if (answer?.ok) answered.resolve();
  };
  for (const event of ["refused", "connect_error"] as const) {
    socket.on(event, () => {
      isRefused = true;
      answered = Promise.withResolvers();
    });
  }
  socket.on("connect", ask);
  const waits = { undecided: NEVER_MS, refused };
  const tryNow = comeBack(socket, { isRefused: () => isRefused, ask, waits });
  return { socket, tryNow, answered: () => answered.promise };
}

test("a page whose session ended goes on by itself once somebody is signed in again", async () => {
  actor = viewer;
  const { socket, answered } = watchFromBrowser(SOON_MS);
  await answered();
  const turnedDown = new Promise<Error>((resolve) => socket.once("connect_error", resolve));
  actor = null;
  expect((await turnedDown).message).toBe("signed_out");
  actor = viewer;
  await answered();
});

test("a page whose reader lacked the right goes on by itself once it is given", async () => {
  actor = { ...viewer, role: "nobody" as never };
  const { socket, answered } = watchFromBrowser(SOON_MS);
  const refusal = await new Promise((resolve) => socket.once("refused", resolve));
  expect(refusal).toEqual({ code: "forbidden" });
  actor = viewer;
  await answered();
});

test("a page tries at once when its reader comes back to it", async () => {
  actor = viewer;
  const { socket, tryNow, answered } = watchFromBrowser(NEVER_MS);
  await answered();
  const gone = new Promise((resolve) => socket.once("disconnect", resolve));
  actor = null;
  await gone;
  actor = viewer;
  tryNow();
  await answered();
});
