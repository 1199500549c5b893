import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { createLogger } from "@arterial/runtime/logger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { answerError } from "./answer.ts";
import { openFile, sendFile } from "./send-file.ts";
import { answerStaticFile, createStaticFiles } from "./static-files.ts";

const log = createLogger({ name: "test", level: "silent" });
const SCRIPT = "console.log(1);".repeat(100);

let folder: string;
let server: Server;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "arterial-static-"));
  await mkdir(join(folder, "[id]"));
  await writeFile(join(folder, "[id]", "page.js"), SCRIPT);
  await writeFile(join(folder, "[id]", "page.js.br"), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, "empty.css"), "");
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function serveFolder(): Promise<string> {
  const files = createStaticFiles({ "/files": folder });
  return listen((request, response) => {
    const found = files(new URL(request.url ?? "/", "http://console").pathname, request.headers);
    if (!found) return void response.writeHead(204).end();
    answerStaticFile(response, found).catch((error: unknown) => answerError(response, error, log));
  });
}

const PAGE = "/files/%5Bid%5D/page.js";
const askFor = (url: string, coding: string) => fetch(url, { headers: { "accept-encoding": coding } });

describe("a file of the built console", () => {
  it("comes in the copy that the browser takes, and is kept for good", async () => {
    const url = await serveFolder();
    for (const [coding, sent] of [
      ["gzip, br", "br"],
      ["gzip", null],
    ] as const) {
      const answer = await askFor(url + PAGE, coding);
      expect(answer.headers.get("content-encoding")).toBe(sent);
      expect(answer.headers.get("content-type")).toBe("text/javascript");
      expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(await answer.text()).toBe(SCRIPT);
    }
    const empty = await askFor(`${url}/files/empty.css`, "br");
    expect([empty.status, await empty.text()]).toEqual([200, ""]);
  });

  it("is found only if it was there at the start, and nowhere else", async () => {
    const url = await serveFolder();
    await writeFile(join(folder, "later.js"), SCRIPT);
    for (const path of ["/files/later.js", "/files", "/files/[id]", "/page.js", "/files/..%2fpage.js"]) {
      expect((await askFor(url + path, "br")).status, path).toBe(204);
    }
  });

  it("that has gone since, as after a build in the same place, is missing", async () => {
    const url = await serveFolder();
    await rm(join(folder, "[id]", "page.js"));
    const answer = await askFor(url + PAGE, "identity");
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
    await mkdir(join(folder, "[id]", "page.js"));
    expect((await askFor(url + PAGE, "identity")).status).toBe(404);
  });

  it("that cannot be read is an error of the server, which goes on", async () => {
    const url = await serveFolder();
    const path = join(folder, "[id]", "page.js");
    await rm(path);
    await symlink(path, path);
    expect((await askFor(url + PAGE, "identity")).status).toBe(500);
    expect((await askFor(url + PAGE, "br")).status).toBe(200);
  });
});

it("closes a file when the download is broken off", async () => {
  const path = join(folder, "large");
  await writeFile(path, Buffer.alloc(64 * 1_048_576));
  const file = await openFile(path);
  if (!file) throw new Error("no file");
  const sending = Promise.withResolvers<void>();
  const url = await listen((_request, response) =>
    sending.resolve(sendFile(response, file, { status: 200, headers: {} })),
  );
  const stop = new AbortController();
  const answer = await fetch(url, { signal: stop.signal });
  await answer.body?.getReader().read();
  stop.abort();
  await sending.promise;
  await expect.poll(() => file.handle.fd).toBe(-1);
});
