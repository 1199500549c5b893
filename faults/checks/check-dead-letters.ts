import { createHash } from "node:crypto";
import type { Pool } from "@arterial/db/pool";
import type { Message } from "../input/message.ts";

/** How the dead letters differ from what was poisoned. All but `letters` are 0 when they agree. */
export interface LettersVerdict {
  letters: number;
  /** Poisoned, acknowledged and not set aside. */
  missing: number;
  /** Set aside more often than sent. */
  repeated: number;
  /** Set aside although nothing was wrong, or for another reason, or with other bytes. */
  unexpected: number;
}

/** Compares the stored dead letters with the poisoned messages that were sent, byte by byte. */
export async function checkDeadLetters(
  pool: Pool,
  messages: readonly Message[],
  ledger: { sent: ReadonlySet<number>; acknowledged: ReadonlySet<number> },
): Promise<LettersVerdict> {
  const mayBe = new Map<string, number>();
  const mustBe = new Map<string, number>();
  messages.forEach((message, number) => {
    for (const { reason, bytes } of message.poisons) {
      const key = `${message.topic} ${reason} ${createHash("sha256").update(bytes).digest("hex")}`;
      if (ledger.sent.has(number)) add(mayBe, key);
      if (ledger.acknowledged.has(number)) add(mustBe, key);
    }
  });
  const { rows } = await pool.query<{ key: string; count: number }>(
    `select topic || ' ' || reason || ' ' || encode(sha256(payload), 'hex') as key, count(*)::int
       from timeseries.dead_letter group by 1`,
  );
  const found = new Map(rows.map(({ key, count }) => [key, count]));
  let repeated = 0;
  let unexpected = 0;
  for (const [key, count] of found) {
    const allowed = mayBe.get(key) ?? 0;
    if (allowed === 0) unexpected += count;
    else if (count > allowed) repeated += count - allowed;
  }
  const missing = [...mustBe].reduce(
    (sum, [key, count]) => sum + Math.max(0, count - (found.get(key) ?? 0)),
    0,
  );
  return { letters: rows.reduce((sum, { count }) => sum + count, 0), missing, repeated, unexpected };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
