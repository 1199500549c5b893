import type { Prisma } from "@arterial/db/prisma";
import { type Role, roleSchema } from "../roles.ts";

/** A bearer token as administrators see it; never the secret. Times are epoch ms. */
export interface TokenView {
  id: string;
  name: string;
  role: Role;
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
}

/** What is told about a token's row. */
export function toTokenView(token: Prisma.ApiTokenModel): TokenView {
  return {
    id: token.id,
    name: token.name,
    role: roleSchema.parse(token.role),
    createdAt: token.createdAt.getTime(),
    expiresAt: token.expiresAt?.getTime() ?? null,
    revokedAt: token.revokedAt?.getTime() ?? null,
    lastUsedAt: token.lastUsedAt?.getTime() ?? null,
  };
}
