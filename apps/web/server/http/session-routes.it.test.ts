import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setPassword } from "@arterial/api/session/set-password";
import { type ApiFixture, createApiFixture } from "@arterial/api/testing/api-fixture";
import { issueSignIn } from "@arterial/api/user/issue-sign-in";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerError } from "./answer.ts";
import { answerTrpc } from "./api-routes.ts";
import { parseTrustedProxies } from "./client-address.ts";
import { createIdentify } from "./request-context.ts";
import { createSessionRoutes, TOKEN_PATH } from "./session-routes.ts";

const DAY_MS = 86_400_000;
const PASSWORD = "the ferry leaves at seven";

let api: ApiFixture;
let server: Server;
let origin: string;
beforeAll(async () => {
  api = await createApiFixture();
  const proxies = parseTrustedProxies("127.0.0.0/8");
  if (!proxies) throw new Error("no addresses");
  const identify = createIdentify(api.services, proxies);
  const sessions = createSessionRoutes(identify, true);
  server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://console");
    const answering = url.pathname.startsWith(TOKEN_PATH)
      ? sessions.oneTimeLink(request, response, url.pathname.slice(TOKEN_PATH.length))
      : url.pathname.startsWith("/api/trpc/")
        ? answerTrpc(request, response, { identify, url })
        : sessions.session(request, response);
    answering.catch((error: unknown) => answerError(response, error, api.services.log));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await api.close();
});

/** An account with a password. */
async function createAccount(): Promise<string> {
  const ctx = await api.userWith("viewer");
  await setPassword(ctx, { password: PASSWORD });
  return ctx.actor?.type === "user" ? ctx.actor.email : "";
}

const signIn = (email: string, password: string, client = "198.51.100.1") =>
  fetch(`${origin}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": client },
    body: JSON.stringify({ email, password }),
  });

const cookieOf = (answer: Response) => answer.headers.get("set-cookie") ?? "";

function expiryOf(cookie: string): number {
  return Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? "");
}

describe("the session's cookie", () => {
  it("lasts as long as the session may, however it was opened", async () => {
    const email = await createAccount();
    const { token } = await issueSignIn(api.system, { email });
    const answers = [
      await signIn(email, PASSWORD),
      await fetch(`${origin}${TOKEN_PATH}${token}`, { redirect: "manual" }),
    ];
    for (const answer of answers) {
      expect(expiryOf(cookieOf(answer)) - api.clock.nowMs).toBe(30 * DAY_MS);
    }
  });

  it("opens nothing after signing out, which also clears what the browser keeps of this origin", async () => {
    const cookie = cookieOf(await signIn(await createAccount(), PASSWORD)).split(";")[0] ?? "";
    const me = () => fetch(`${origin}/api/trpc/session.me`, { headers: { cookie } });
    expect((await me()).status).toBe(200);
    const answer = await fetch(`${origin}/api/session`, { method: "DELETE", headers: { cookie } });
    expect([answer.status, answer.headers.get("clear-site-data")]).toEqual([200, '"storage"']);
    expect(expiryOf(cookieOf(answer))).toBe(0);
    expect((await me()).status).toBe(401);
  });
});

describe("behind a proxy", () => {
  it("somebody's wrong passwords keep out nobody who comes from elsewhere", async () => {
    const email = await createAccount();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await signIn(email, "wrong", "203.0.113.1")).status).toBe(401);
    }
    const refused = await signIn(email, PASSWORD, "10.0.0.1, 203.0.113.1");
    expect([refused.status, Number(refused.headers.get("retry-after"))]).toEqual([429, 900]);
    expect((await signIn(email, PASSWORD, "203.0.113.1, 203.0.113.2")).status).toBe(200);
  });
});

it("a batch has so many questions, and no more", async () => {
  const ask = async (count: number) => {
    const names = Array.from({ length: count }, () => "session.me").join();
    return (await fetch(`${origin}/api/trpc/${names}?batch=1&input=%7B%7D`)).status;
  };
  expect(await ask(20)).toBe(401);
  expect(await ask(21)).toBe(400);
});
