import type { Prisma } from "@arterial/db/prisma";
import type { Actor } from "../actor.ts";

/** What was done to what. `detail` never holds a secret. */
export interface AuditEvent {
  action: string;
  subjectType: string;
  subjectId: string;
  detail?: Prisma.InputJsonObject;
}

/** Adds an audit entry; call it in the transaction of the change itself. */
export async function writeAudit(
  tx: Prisma.TransactionClient,
  actor: Pick<Actor, "type" | "id">,
  event: AuditEvent,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      actorType: actor.type,
      actorId: actor.id,
      action: event.action,
      subjectType: event.subjectType,
      subjectId: event.subjectId,
      detail: event.detail ?? {},
    },
  });
}
