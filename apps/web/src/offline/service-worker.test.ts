import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SCRIPT = readFileSync(fileURLToPath(new URL("../../../../public/sw.js", import.meta.url)), "utf8");

/** What somebody who opens `path` sees when it is answered with `status`; null where the worker leaves it to the browser. */
async function open(path: string, status: number): Promise<string | null> {
  const listeners = new Map<string, (event: unknown) => void>();
  const scope = {
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
  };
  const caches = { match: async () => new Response("offline page") };
  const fetched = async () => new Response("answer", { status });
  new Function("self", "caches", "fetch", SCRIPT)(scope, caches, fetched);
  let answer: Promise<Response> | null = null;
  listeners.get("fetch")?.({
    request: { mode: "navigate", url: `https://city.example${path}` },
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
  });
  const given: Response | null = await answer;
  return given === null ? null : (given as Response).text();
}

it("shows the offline page in place of a page that a proxy cannot reach", async () => {
  expect(await open("/", 502)).toBe("offline page");
  expect(await open("/wall?t=1", 503)).toBe("offline page");
  expect(await open("/", 500)).toBe("answer");
});

it("leaves answers for programs as they are: health is told with a 503", async () => {
  expect(await open("/api/health", 503)).toBeNull();
});
