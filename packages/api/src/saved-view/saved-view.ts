import type { Prisma } from "@arterial/db/prisma";
import { z } from "zod";
import type { Kept } from "../keep-at-most.ts";

/** A view that a person keeps; `createdAt` is epoch ms. */
export interface SavedView {
  id: string;
  name: string;
  /** Query of the console's address, `?` included; empty for the city as it starts. */
  address: string;
  createdAt: number;
}

export const viewNameSchema = z.string().trim().min(1).max(80);
/** A query only: a kept view never leads away from the console. */
export const viewAddressSchema = z
  .string()
  .max(2000)
  .regex(/^$|^\?[^\s#]*$/);
export const viewIdInputSchema = z.object({ id: z.uuid() });

/** How many views one person keeps. */
const MAX_VIEWS = 100;

/** The views that somebody keeps, and how many. */
export function viewsOf(userId: string): Kept {
  return {
    ...{ userId, what: "views", most: MAX_VIEWS },
    count: (tx) => tx.savedView.count({ where: { userId, deletedAt: null } }),
  };
}

export function toSavedView(row: Prisma.SavedViewModel): SavedView {
  return { id: row.id, name: row.name, address: row.address, createdAt: row.createdAt.getTime() };
}
