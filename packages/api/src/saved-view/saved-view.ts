import type { Prisma } from "@arterial/db/prisma";
import { z } from "zod";

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

export function toSavedView(row: Prisma.SavedViewModel): SavedView {
  return { id: row.id, name: row.name, address: row.address, createdAt: row.createdAt.getTime() };
}
