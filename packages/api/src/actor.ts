import type { AccountSettings } from "@arterial/domain/account/settings";
import { ForbiddenError, UnauthenticatedError } from "./errors.ts";
import { hasPermission, type Permission, type Role } from "./roles.ts";

/** A person with a session. */
export interface UserActor {
  type: "user";
  id: string;
  email: string;
  name: string;
  role: Role;
  hasPassword: boolean;
  settings: AccountSettings;
  sessionId: string;
  /** When a one-time link opened the session, epoch ms; null when a password did. */
  openedByLinkAt: number | null;
}

/** A program with a bearer token. */
export interface TokenActor {
  type: "token";
  id: string;
  name: string;
  role: Role;
}

/** The installation itself: the command line on its own machine. */
export interface SystemActor {
  type: "system";
  id: string;
}

export type Actor = UserActor | TokenActor | SystemActor;

/** The actor, if it has the right. Throws UnauthenticatedError without an actor, ForbiddenError without the right. */
export function requirePermission(actor: Actor | null, permission: Permission): Actor {
  if (actor === null) throw new UnauthenticatedError();
  if (actor.type === "system" || hasPermission(actor.role, permission)) return actor;
  throw new ForbiddenError(`The role "${actor.role}" may not do this (${permission}).`);
}

/** The signed-in person. Throws UnauthenticatedError for anyone else. */
export function requireUser(actor: Actor | null): UserActor {
  if (actor?.type !== "user") throw new UnauthenticatedError();
  return actor;
}
