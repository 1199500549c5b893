import { createTestDatabase } from "@arterial/db/testing/test-database";
import { createLogger } from "@arterial/runtime/logger";
import type { Actor } from "../actor.ts";
import { createContext, createSystemContext, type ServiceContext } from "../context.ts";
import type { Role } from "../roles.ts";
import { createCaller } from "../root.ts";
import { createServices, type Services } from "../services.ts";
import { signInWithToken } from "../session/sign-in-with-token.ts";
import { createToken } from "../token/create-token.ts";
import { createUser } from "../user/create-user.ts";

/** The verbs on a fresh database, with a clock that the test sets. */
export interface ApiFixture {
  services: Services;
  /** The installation's own context, which may do everything. */
  system: ServiceContext;
  clock: { nowMs: number };
  /** Context of nobody. */
  anonymous: () => Promise<ServiceContext>;
  /** Context of a new user who has signed in by the one-time link. */
  userWith: (role: Role) => Promise<ServiceContext & { sessionToken: string }>;
  /** A new bearer token. */
  tokenWith: (role: Role) => Promise<string>;
  callerOf: (actor: Actor | null) => ReturnType<typeof createCaller>;
  close: () => Promise<void>;
}

/** Creates the fixture; `close` it after the suite. */
export async function createApiFixture(): Promise<ApiFixture> {
  const database = await createTestDatabase();
  const clock = { nowMs: Date.parse("2026-07-06T10:20:00Z") };
  const services = createServices({
    databaseUrl: database.url,
    applicationName: "arterial-api-test",
    log: createLogger({ name: "api-test", level: "silent" }),
    now: () => clock.nowMs,
  });
  const system = createSystemContext(services, "test");
  let users = 0;
  return {
    services,
    system,
    clock,
    anonymous: () => createContext(services, {}),
    async userWith(role) {
      const { signIn } = await createUser(system, { email: `user-${++users}@example.org`, role });
      const { token } = await signInWithToken(system, signIn.token);
      const ctx = await createContext(services, { cookieHeader: `arterial_session=${token}` });
      return { ...ctx, sessionToken: token };
    },
    async tokenWith(role) {
      const { secret } = await createToken(system, { role });
      return secret;
    },
    callerOf: (actor) => createCaller({ ...services, actor, remoteAddress: "test" }),
    async close() {
      await services.close();
      await database.drop();
    },
  };
}

/** The stable code that a promise is refused with. */
export function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "accepted",
    (error: { code?: unknown; cause?: { code?: unknown } }) => error.cause?.code ?? error.code,
  );
}
