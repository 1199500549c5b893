import { expect, inject, it } from "vitest";
import { runCli } from "./harness/accounts.ts";

const { origin, dataDir } = inject("city");

async function createToken(role: string): Promise<string> {
  const { token } = await runCli(dataDir, ["token", "create", "--role", role]);
  return String(token);
}

it("answers a program that has a token, page by page, and no other", async () => {
  const open = await fetch(`${origin}/api/v1/openapi.json`);
  expect(open.status).toBe(200);
  expect(Object.keys((await open.json()).paths)).toContain("/devices");

  expect((await fetch(`${origin}/api/v1/devices`)).status).toBe(401);
  const headers = { authorization: `Bearer ${await createToken("viewer")}` };
  const first = await (await fetch(`${origin}/api/v1/devices?kind=air&limit=10`, { headers })).json();
  const cursor = encodeURIComponent(first.nextCursor);
  const rest = await (
    await fetch(`${origin}/api/v1/devices?kind=air&limit=10&cursor=${cursor}`, { headers })
  ).json();
  const ids = [...first.items, ...rest.items].map(({ id }: { id: string }) => id);
  expect(first.items).toHaveLength(10);
  expect(rest.nextCursor).toBeNull();
  expect(new Set(ids).size).toBe(14);
  expect((await fetch(`${origin}/api/v1/dead-letters`, { headers })).status).toBe(403);
});

it("takes a command of a program, and none that comes from another site's page", async () => {
  const authorization = `Bearer ${await createToken("supervisor")}`;
  const replay = (headers: Record<string, string>) =>
    fetch(`${origin}/api/v1/dead-letters/1/replay`, { method: "POST", headers, body: "{}" });
  const json = { authorization, "content-type": "application/json" };
  expect((await replay(json)).status).toBe(404);
  expect((await replay({ ...json, origin: "https://elsewhere.example" })).status).toBe(403);
});
