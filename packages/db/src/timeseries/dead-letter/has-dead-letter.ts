import type { Queryable } from "../../pool.ts";
import { type DeadLetter, storable } from "./write-dead-letters.ts";

/** How far back a repeated delivery is looked for. */
const WITHIN = "1 day";

/** True when the same bytes were refused for the same reason lately: a sender repeated what it got no answer to. */
export async function hasDeadLetter(
  db: Queryable,
  letter: Pick<DeadLetter, "topic" | "deviceId" | "reason" | "payload">,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from timeseries.dead_letter
      where received_at > now() - interval '${WITHIN}' and device_id is not distinct from $1 and topic = $2
        and reason = $3 and octet_length(payload) = octet_length($4::bytea) and payload = $4
      limit 1`,
    [storable(letter.deviceId), storable(letter.topic), letter.reason, Buffer.from(letter.payload)],
  );
  return rowCount === 1;
}
