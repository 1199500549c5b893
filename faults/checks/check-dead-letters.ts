import { createHash } from "node:crypto";
import type { Pool } from "@arterial/db/pool";
import type { Message } from "../input/message.ts";

/** How the dead letters differ from what was poisoned. All but `letters` are 0 when they agree. */
export interface LettersVerdict {
  letters: number;
  /** Poisoned, acknowledged and not set aside. */
  missing: number;
  /** Set aside more than once, however often they were sent. */
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
  const mayBe = new Set<string>();
  const mustBe = new Set<string>();
  messages.forEach((message, number) => {
    for (const { reason, bytes } of message.poisons) {
      const key = `${message.topic} ${reason} ${createHash("sha256").update(bytes).digest("hex")}`;
      if (ledger.sent.has(number)) mayBe.add(key);
      if (ledger.acknowledged.has(number)) mustBe.add(key);
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
    if (mayBe.has(key)) repeated += count - 1;
    else unexpected += count;
  }
  const missing = [...mustBe].filter((key) => !found.has(key)).length;
  return { letters: rows.reduce((sum, { count }) => sum + count, 0), missing, repeated, unexpected };
}
