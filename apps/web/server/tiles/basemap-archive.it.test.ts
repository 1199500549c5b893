import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@arterial/runtime/logger";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerError } from "../http/answer.ts";
import { createArchiveRoute } from "./basemap-archive.ts";

const BYTES = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const log = createLogger({ name: "test", level: "silent" });
const serveArchive = (place: string) => {
  const answer = createArchiveRoute(place);
  return serve((request, response) => {
    answer(request, response).catch((error: unknown) => answerError(response, error, log));
  });
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "arterial-basemap-"));
  await writeFile(join(folder, "the city.pmtiles"), BYTES);
  await writeFile(join(folder, "secret.txt"), "secret");
});
afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

const askFor = (url: string, range?: string) => fetch(url, range === undefined ? {} : { headers: { range } });

describe("an archive on this machine", () => {
  it("is read part by part", async () => {
    const url = await serveArchive(join(folder, "the city.pmtiles"));
    const middle = await askFor(url, "bytes=100-199");
    expect([middle.status, middle.headers.get("content-range")]).toEqual([206, "bytes 100-199/1000"]);
    expect(Buffer.from(await middle.arrayBuffer())).toEqual(BYTES.subarray(100, 200));
    const begin = await askFor(`${url}/secret.txt`, "bytes=0-16383");
    expect(Buffer.from(await begin.arrayBuffer())).toEqual(BYTES);
  });

  it("gives its first byte and its last ones, and nothing beyond", async () => {
    const url = await serveArchive(join(folder, "the city.pmtiles"));
    const parts = ["bytes=0-0", "bytes=990-2000"].map(async (range) => {
      const part = await askFor(url, range);
      return [part.headers.get("content-range"), (await part.arrayBuffer()).byteLength];
    });
    expect(await Promise.all(parts)).toEqual([
      ["bytes 0-0/1000", 1],
      ["bytes 990-999/1000", 10],
    ]);
    for (const range of ["bytes=1000-1001", "bytes=9-5"]) {
      const answer = await askFor(url, range);
      expect([answer.status, answer.headers.get("content-range")]).toEqual([416, "bytes */1000"]);
    }
  });

  it("is not sent again to who has it", async () => {
    const url = await serveArchive(join(folder, "the city.pmtiles"));
    const etag = (await askFor(url, "bytes=0-9")).headers.get("etag") ?? "";
    const headers = { range: "bytes=0-9", "if-none-match": etag };
    expect((await fetch(url, { headers })).status).toBe(304);
  });

  it("is an error of the server where it cannot be read", async () => {
    const path = join(folder, "loop.pmtiles");
    await symlink(path, path);
    const url = await serveArchive(path);
    expect((await askFor(url, "bytes=0-9")).status).toBe(500);
  });

  it.each([undefined, "bytes=0-", "bytes=-5", "bytes=0-1,3-4", "lines=1-2"])(
    "is not handed out whole or in many parts (%s)",
    async (range) => {
      const url = await serveArchive(join(folder, "the city.pmtiles"));
      expect((await askFor(url, range)).status).toBe(416);
    },
  );

  it("is missing until it is put in place", async () => {
    const path = join(folder, "later.pmtiles");
    const url = await serveArchive(path);
    expect((await askFor(url, "bytes=0-9")).status).toBe(404);
    await writeFile(path, BYTES);
    expect((await askFor(url, "bytes=0-9")).status).toBe(206);
  });
});

describe("an archive of another server", () => {
  it("is asked for the same part", async () => {
    const upstream = await serveArchive(join(folder, "the city.pmtiles"));
    const url = await serveArchive(`${upstream}/city.pmtiles`);
    const part = await askFor(url, "bytes=900-1899");
    expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 900-999/1000"]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(BYTES.subarray(900));
  });

  it.each<[string, RequestListener]>([
    ["ignores ranges", (_request, response) => response.end(BYTES)],
    ["has none", (_request, response) => response.writeHead(404).end()],
    ["hangs up", (request) => request.destroy()],
  ])("is not to be had where that %s", async (_what, listener) => {
    const url = await serveArchive(`${await serve(listener)}/city.pmtiles`);
    const answer = await askFor(url, "bytes=0-9");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([502, expect.stringMatching("json")]);
  });
});
