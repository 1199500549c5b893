import type { Queryable } from "@arterial/db/pool";
import type { Actor } from "../actor.ts";
import type { AuditEvent } from "./write-audit.ts";

/** As `writeAudit`, for changes that are made over a plain connection; call it in their transaction. */
export async function insertAudit(
  db: Queryable,
  actor: Pick<Actor, "type" | "id">,
  event: AuditEvent,
): Promise<void> {
  await db.query(
    `insert into audit_entry (actor_type, actor_id, action, subject_type, subject_id, detail)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      actor.type,
      actor.id,
      event.action,
      event.subjectType,
      event.subjectId,
      JSON.stringify(event.detail ?? {}),
    ],
  );
}
