import type { Prisma } from "@arterial/db/prisma";
import { type Role, roleSchema } from "../roles.ts";

/** A user as administrators see it; never with the hash. */
export interface UserView {
  id: string;
  email: string;
  name: string;
  role: Role;
  isActive: boolean;
  hasPassword: boolean;
  /** Epoch ms. */
  createdAt: number;
}

/** What is told about a user's row. */
export function toUserView(user: Prisma.UserModel): UserView {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: roleSchema.parse(user.role),
    isActive: user.isActive,
    hasPassword: user.passwordHash !== null,
    createdAt: user.createdAt.getTime(),
  };
}
