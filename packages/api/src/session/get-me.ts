import type { AccountSettings } from "@arterial/domain/account/settings";
import { requireUser, type UserActor } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { hasPermission, PERMISSIONS, type Permission } from "../roles.ts";
import { needsCurrentPassword } from "./set-password.ts";

/** The person who is signed in, what they chose, and what they may do. */
export interface Me {
  user: Pick<UserActor, "id" | "email" | "name" | "role" | "hasPassword"> & {
    /** Another password is set with the current one only. */
    needsCurrentPassword: boolean;
  };
  settings: AccountSettings;
  permissions: Permission[];
}

/** Tells the signed-in person about themselves. Throws UnauthenticatedError for anyone else. */
export function getMe(ctx: ServiceContext): Me {
  const actor = requireUser(ctx.actor);
  const { id, email, name, role, hasPassword, settings } = actor;
  const permissions = PERMISSIONS.filter((permission) => hasPermission(role, permission));
  const user = { id, email, name, role, hasPassword };
  return {
    user: { ...user, needsCurrentPassword: needsCurrentPassword(actor, ctx.now()) },
    settings,
    permissions,
  };
}
