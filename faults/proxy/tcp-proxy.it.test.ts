import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { startTcpProxy } from "./tcp-proxy.ts";

async function openLink() {
  const echo = createServer((socket) => {
    socket.on("error", () => {});
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  const proxy = await startTcpProxy({ targetPort: (echo.address() as AddressInfo).port, chance: () => 0 });
  onTestFinished(async () => {
    await proxy.close();
    echo.close();
  });
  return proxy;
}

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  onTestFinished(() => void socket.destroy());
  return socket;
}

async function ask(socket: Socket, text: string): Promise<string> {
  let answer = "";
  socket.write(text);
  while (answer.length < text.length) answer += String((await once(socket, "data"))[0]);
  return answer;
}

function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

it("passes bytes on in order, delayed and lost ones too", async () => {
  const proxy = await openLink();
  const socket = await dial(proxy.port);
  expect(await ask(socket, "plain")).toBe("plain");
  proxy.setFault({ latencyMs: 5, lossShare: 1, lossMs: 20 });
  socket.write("first ");
  socket.write("second ");
  expect(await ask(socket, "third")).toContain("first");
});

it("keeps half-open connections open and silent, and lets new ones through", async () => {
  const proxy = await openLink();
  const silent = await dial(proxy.port);
  expect(await ask(silent, "before")).toBe("before");
  proxy.halfOpen();
  let heard = 0;
  silent.on("data", () => {
    heard += 1;
  });
  silent.write("after");
  expect(await ask(await dial(proxy.port), "new")).toBe("new");
  expect([heard, silent.destroyed]).toEqual([0, false]);
});

it("cuts what is open and refuses what is new", async () => {
  const proxy = await openLink();
  const open = await dial(proxy.port);
  expect(await ask(open, "open")).toBe("open");
  proxy.setFault({ isRefusing: true });
  proxy.cut();
  await ended(open);
  const refused = connect(proxy.port, "127.0.0.1");
  refused.on("error", () => {});
  await ended(refused);
  expect(refused.destroyed).toBe(true);
});
