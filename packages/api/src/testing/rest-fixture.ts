import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createContext } from "../context.ts";
import { handleRest } from "../rest/handler.ts";
import type { Role } from "../roles.ts";
import { type ApiFixture, createApiFixture } from "./api-fixture.ts";

export interface RestAnswerSeen {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the answers of all routes are looked at by the tests themselves
  body: any;
}

/** The REST interface on a port, on a fresh database, with a token of each role that reads it. */
export interface RestFixture {
  api: ApiFixture;
  ask(path: string, role: Role | null, init: RequestInit): Promise<RestAnswerSeen>;
  get(path: string, role?: Role | null, method?: string): Promise<RestAnswerSeen>;
  post(path: string, body: unknown, role?: Role | null): Promise<RestAnswerSeen>;
  /** All items of a list, page by page; `path` has a query already. */
  walk(path: string, role?: Role): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Creates the fixture; `close` it after the suite. */
export async function createRestFixture(): Promise<RestFixture> {
  const api = await createApiFixture();
  const tokens = new Map<Role, string>();
  for (const role of ["viewer", "analyst", "supervisor"] as const)
    tokens.set(role, await api.tokenWith(role));
  const server = createServer(async (request, response) => {
    const authorizationHeader = request.headers.authorization;
    await handleRest(request, response, await createContext(api.services, { authorizationHeader }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const ask: RestFixture["ask"] = async (path, role, init) => {
    const headers = new Headers(init.headers);
    if (role !== null) headers.set("authorization", `Bearer ${tokens.get(role)}`);
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
  return {
    api,
    ask,
    get: (path, role = "viewer", method = "GET") => ask(path, role, { method }),
    post: (path, body, role = "supervisor") =>
      ask(path, role, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    async walk(path, role = "viewer") {
      const items: Record<string, unknown>[] = [];
      let cursor = "";
      do {
        const { body } = await ask(`${path}&cursor=${cursor}`, role, {});
        items.push(...body.items);
        cursor = body.nextCursor ?? "";
      } while (cursor !== "");
      return items;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await api.close();
    },
  };
}
