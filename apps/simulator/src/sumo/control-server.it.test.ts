import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startControlServer } from "./control-server.ts";

describe("the control port", () => {
  const texts: string[] = [];
  let server: Awaited<ReturnType<typeof startControlServer>>;
  let url = "";

  beforeAll(async () => {
    server = await startControlServer(0, async (text) => {
      texts.push(text);
      return { ok: true, applied: [] };
    });
    url = `http://127.0.0.1:${server.value.port}/commands`;
  });
  afterAll(async () => {
    await server.stop();
  });

  const JSON_TYPE = { "content-type": "application/json" };

  it("hands a JSON command on and answers with its result", async () => {
    const response = await fetch(url, { method: "POST", headers: JSON_TYPE, body: '{"command":"undo"}' });
    expect([response.status, await response.json()]).toEqual([200, { ok: true, applied: [] }]);
    expect(texts).toEqual(['{"command":"undo"}']);
  });

  it.each([
    [403, { method: "POST", headers: { ...JSON_TYPE, origin: "https://elsewhere.example" }, body: "{}" }],
    [415, { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" }],
    [413, { method: "POST", headers: JSON_TYPE, body: "x".repeat(10_000) }],
    [405, { method: "DELETE" }],
  ])("refuses with %d what a web page or a mistake could send", async (status, request) => {
    const before = texts.length;
    expect((await fetch(url, request)).status).toBe(status);
    expect(texts.length).toBe(before);
  });
});
