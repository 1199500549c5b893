import type { Actor } from "./actor.ts";
import type { Services } from "./services.ts";
import { readSessionCookie } from "./session/cookie.ts";
import { resolveSession } from "./session/resolve-session.ts";
import { resolveToken } from "./token/resolve-token.ts";

/** What a verb is called with: who asks, and with what it works. */
export interface ServiceContext extends Services {
  actor: Actor | null;
  /** Where the request came from, for the audit and for limits. */
  remoteAddress: string;
}

export interface Credentials {
  cookieHeader?: string | undefined;
  authorizationHeader?: string | undefined;
  remoteAddress?: string | undefined;
}

/**
 * The context of one request. Someone with a bearer token is that token only: a cookie that comes along is not looked
 * at. Invalid or missing credentials give no actor; the verbs refuse then.
 */
export async function createContext(services: Services, credentials: Credentials): Promise<ServiceContext> {
  const { authorizationHeader, cookieHeader, remoteAddress = "unknown" } = credentials;
  const actor =
    authorizationHeader === undefined
      ? await resolveSession(services, readSessionCookie(cookieHeader))
      : await resolveToken(services, authorizationHeader);
  return { ...services, actor, remoteAddress };
}

/** The context of the command line on the installation's own machine: it may do everything. */
export function createSystemContext(services: Services, id: string): ServiceContext {
  return { ...services, actor: { type: "system", id }, remoteAddress: "local" };
}
